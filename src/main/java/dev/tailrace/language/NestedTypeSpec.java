package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeParser;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** A nested type in an expression. The parser's own knows no other validator than Flink's. */
final class NestedTypeSpec extends SqlTypeNameSpec {
    /** Microseconds, which event times do not have. */
    private static final Pattern WITHOUT_PRECISION = Pattern.compile("\\bTIMESTAMP(_LTZ)?\\b(?!\\s*\\()");

    private final DataType type;

    private NestedTypeSpec(DataType type, SqlParserPos pos) {
        super(new SqlIdentifier(type.kind().name(), pos), pos);
        this.type = type;
    }

    static SqlDataTypeSpec of(SqlDataTypeSpec parsed) {
        String text = parsed.toString();
        DataType type = WITHOUT_PRECISION.matcher(text).find()
                ? null
                : TypeParser.parse(text).orElse(null);
        if (type == null) {
            throw new Refusal(parsed, Problem.error("language.type-not-offered", text));
        }
        SqlParserPos pos = parsed.getParserPosition();
        return new SqlDataTypeSpec(new NestedTypeSpec(type, pos), pos);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator) {
        return FlinkTypes.relType(validator.getTypeFactory(), Field.required("type", type));
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
        writer.print(type.toString());
    }

    @Override
    public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
        return other instanceof NestedTypeSpec that && that.type.equals(type)
                ? litmus.succeed()
                : litmus.fail("{} is not {}", this, other);
    }
}
