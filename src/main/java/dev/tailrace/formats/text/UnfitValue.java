package dev.tailrace.formats.text;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Says what is wrong with a value that its column does not take. */
final class UnfitValue {
    private UnfitValue() {}

    /** @param at position of the first odd byte in the record, from 0 */
    static Problem notUtf8(Field field, int at) {
        return Problem.error("formats.value.utf8", field.name(), Integer.toString(at));
    }

    static Problem outOfRange(Field field, String value) {
        Range range = Range.of(field.type());
        return Problem.error("formats.value.range", field.name(), value, field.type(), range.least(), range.greatest());
    }

    static Problem mismatch(Field field, String value) {
        String code =
                switch (field.type().kind()) {
                    case TINYINT, SMALLINT, INT, BIGINT -> "integer";
                    case FLOAT, DOUBLE, DECIMAL -> "number";
                    case BOOLEAN -> "boolean";
                    case DATE -> "date";
                    case TIME -> "time";
                    case TIMESTAMP, TIMESTAMP_LTZ -> "timestamp";
                    case BYTES -> "bytes";
                    default -> "text";
                };
        return Problem.error("formats.value." + code, field.name(), value, field.type());
    }

    /** The least and the greatest number of a type, as people write them. */
    private record Range(String least, String greatest) {
        static Range of(DataType type) {
            return switch (type.kind()) {
                case TINYINT -> of(Byte.MIN_VALUE, Byte.MAX_VALUE);
                case SMALLINT -> of(Short.MIN_VALUE, Short.MAX_VALUE);
                case INT -> of(Integer.MIN_VALUE, Integer.MAX_VALUE);
                case FLOAT -> new Range("-3.4028235E38", "3.4028235E38");
                case DOUBLE -> new Range("-1.7976931348623157E308", "1.7976931348623157E308");
                case DECIMAL -> {
                    String most = new BigDecimal(
                                    BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale())
                            .toPlainString();
                    yield new Range("-" + most, most);
                }
                default -> of(Long.MIN_VALUE, Long.MAX_VALUE);
            };
        }

        private static Range of(long least, long greatest) {
            return new Range(Long.toString(least), Long.toString(greatest));
        }
    }
}
