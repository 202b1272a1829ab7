package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Turns row expressions into code for one row, by kind of operator. */
final class Translation {
    private final RowCode code;
    private final Schema input;
    /** Whether an expression around this one has no columns. */
    private boolean isFolded;

    Translation(RowCode code, Schema input) {
        this.code = code;
        this.input = input;
    }

    RowCode code() {
        return code;
    }

    Term term(RexNode node) {
        Term known = code.known(node);
        if (known != null) {
            return known;
        }
        Term term;
        if (node instanceof RexInputRef ref) {
            term = column(ref);
        } else if (node instanceof RexLiteral literal) {
            term = literal(literal);
        } else if (node instanceof RexFieldAccess access) {
            term = NestedCode.field(this, access);
        } else if (node instanceof RexCall call) {
            term = isFolded ? call(call) : folded(call);
        } else {
            throw new Refusal(null, Problem.error("language.not-offered", node.toString()));
        }
        code.remember(node, term);
        return term;
    }

    List<Term> terms(List<RexNode> nodes) {
        List<Term> terms = new ArrayList<>();
        for (RexNode node : nodes) {
            terms.add(term(node));
        }
        return terms;
    }

    /** Flink computes what is made of literals alone before the first row, and its literals have no -0.0. */
    private Term folded(RexCall call) {
        isFolded = RexUtil.isConstant(call);
        Term term = call(call);
        boolean canBeNegativeZero = isFolded && FlinkTypes.isApproximate(call.getType());
        isFolded = false;
        return canBeNegativeZero && !term.isNullLiteral()
                ? code.pure(call.getType(), List.of(term), term.value() + " + 0")
                : term;
    }

    private Term call(RexCall call) {
        return switch (call.getKind()) {
            case AND, OR, NOT, CASE, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE ->
                LogicCode.of(this, call);
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> ComparisonCode.of(this, call);
            case PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, PLUS_PREFIX ->
                TimeCode.isTime(call) ? IntervalCode.arithmetic(this, call) : ArithmeticCode.of(this, call);
            case CAST -> CastCode.cast(this, call);
            case SAFE_CAST -> CastCode.tryCast(this, call);
            case LIKE -> LikeCode.of(this, call);
            default -> call.getOperator() == SqlStdOperatorTable.CONCAT ? concatenation(call) : function(call);
        };
    }

    /** The symbol for what CONCAT does. */
    private Term concatenation(RexCall call) {
        if (!FlinkTypes.isText(call.getType())) {
            throw new Refusal(null, Problem.error("language.cannot-apply", "||", FlinkTypes.name(call.getType())));
        }
        List<Term> terms = terms(call.getOperands());
        return terms.stream().anyMatch(Term::isNullLiteral)
                ? nullOf(call.getType())
                : TextFunctions.concat(code, call.getType(), terms);
    }

    private Term function(RexCall call) {
        Builtin builtin = Operators.builtin(call.getOperator());
        Builtin.Code function = builtin == null ? null : builtin.code();
        if (function == null) {
            throw new Refusal(
                    null,
                    Problem.error("language.not-offered", call.getOperator().getName()));
        }
        return function.of(this, call);
    }

    private Term column(RexInputRef ref) {
        Term.Carrier carrier = Term.carrierOf(ref.getType());
        int index = ref.getIndex();
        String values = "c" + index;
        boolean nullable = input.field(index).nullable();
        String isNull = null;
        if (nullable) {
            isNull = code.local("boolean", "n" + index + " != null && (n" + index + "[r >> 6] >>> r & 1L) != 0L");
        }
        List<String> parts =
                switch (carrier) {
                    case TEXT -> List.of(values, "s" + index + "[r]", "e" + index + "[r]");
                    case WIDE -> List.of("h" + index + "[r]", values + "[r]");
                    case NESTED -> List.of("in" + index, "r");
                    default -> List.of(values + "[r]");
                };
        if (carrier == Term.Carrier.TEXT) {
            parts = List.of(values, code.local("int", parts.get(1)), code.local("int", parts.get(2)));
        } else if (carrier == Term.Carrier.BOOLEAN && isNull != null) {
            parts = List.of(code.local("boolean", "!" + isNull + " && " + parts.get(0)));
        } else if (carrier != Term.Carrier.NESTED) {
            parts = parts.stream().map(part -> code.local(carrier.java, part)).toList();
        }
        Term term = new Term(carrier, ref.getType(), parts, isNull, null);
        code.columns().put(index, term);
        return term;
    }

    private Term literal(RexLiteral literal) {
        RelDataType type = literal.getType();
        if (literal.isNull()) {
            return nullOf(type);
        }
        Term.Carrier carrier = Term.carrierOf(type);
        return switch (carrier) {
            case BOOLEAN -> {
                boolean value = Boolean.TRUE.equals(literal.getValueAs(Boolean.class));
                yield new Term(carrier, type, List.of(Boolean.toString(value)), null, value);
            }
            case INT, LONG -> {
                boolean isNumber = FlinkTypes.isNumber(type) || FlinkTypes.isInterval(type);
                long value = isNumber ? decimal(literal).longValueExact() : time(literal);
                yield new Term(carrier, type, List.of(integer(carrier, value)), null, value);
            }
            case FLOAT, DOUBLE -> {
                BigDecimal value = decimal(literal);
                String java = carrier == Term.Carrier.FLOAT
                        ? "(" + value.floatValue() + "f)"
                        : "(" + value.doubleValue() + "d)";
                yield new Term(carrier, type, List.of(java), null, value);
            }
            case DECIMAL, WIDE -> decimalLiteral(type, carrier, decimal(literal));
            case TEXT ->
                FlinkTypes.isBinary(type)
                        ? bytes(type, String.valueOf(literal.getValueAs(ByteString.class)))
                        : text(type, String.valueOf(literal.getValueAs(String.class)));
            case NESTED -> throw new Refusal(null, Problem.error("language.not-offered", literal.toString()));
        };
    }

    private static BigDecimal decimal(RexLiteral literal) {
        BigDecimal value = literal.getValueAs(BigDecimal.class);
        if (value == null) {
            throw new IllegalStateException("no number in " + literal);
        }
        return value;
    }

    private static long time(RexLiteral literal) {
        SqlTypeName type = literal.getType().getSqlTypeName();
        if (type == SqlTypeName.DATE || type == SqlTypeName.TIME) {
            Integer number = literal.getValueAs(Integer.class);
            return number == null ? 0 : number;
        }
        Long millis = literal.getValueAs(Long.class);
        return millis == null ? 0 : millis;
    }

    static String integer(Term.Carrier carrier, long value) {
        if (value == Long.MIN_VALUE) {
            return "Long.MIN_VALUE";
        }
        if (carrier == Term.Carrier.INT && value == Integer.MIN_VALUE) {
            return "Integer.MIN_VALUE";
        }
        String digits = value + (carrier == Term.Carrier.INT ? "" : "L");
        return value < 0 ? "(" + digits + ")" : digits;
    }

    static Term decimalLiteral(RelDataType type, Term.Carrier carrier, BigDecimal value) {
        List<String> parts = wide(value.setScale(type.getScale()).unscaledValue());
        return new Term(carrier, type, carrier == Term.Carrier.WIDE ? parts : parts.subList(1, 2), null, value);
    }

    /** The upper and the lower 64 bits. */
    static List<String> wide(BigInteger value) {
        String high = integer(Term.Carrier.LONG, value.shiftRight(64).longValue());
        return List.of(high, integer(Term.Carrier.LONG, value.longValue()));
    }

    Term text(RelDataType type, String value) {
        String name = code.owner().constant("byte[]", "Text.utf8(" + ClassSource.quote(value) + ")");
        return new Term(Term.Carrier.TEXT, type, List.of(name, "0", name + ".length"), null, value);
    }

    private Term bytes(RelDataType type, String hex) {
        String name = code.owner().constant("byte[]", "Binary.ofHex(" + ClassSource.quote(hex) + ")");
        return new Term(Term.Carrier.TEXT, type, List.of(name, "0", name + ".length"), null, null);
    }

    static Term nullOf(RelDataType type) {
        Term.Carrier carrier = Term.carrierOf(type);
        List<String> parts =
                switch (carrier) {
                    case TEXT -> List.of("((byte[]) null)", "0", "0");
                    case WIDE -> List.of("0L", "0L");
                    case NESTED -> List.of("((Column) null)", "0");
                    default -> List.of(carrier.zero);
                };
        return new Term(carrier, type, parts, "true", null);
    }

    /** The value as one of another type, where the languages converts by itself: widening, and text of any length. */
    Term widened(Term term, RelDataType type) {
        if (term.isNullLiteral()) {
            return nullOf(type);
        }
        Term.Carrier to = Term.carrierOf(type);
        if (to == Term.Carrier.NESTED) {
            // Flink makes 0 of NULL elements that it converts without being asked to.
            NestedTypes.requireSame(term.type(), type);
        }
        boolean sameShape = term.carrier() == to && FlinkTypes.scale(term.type()) == FlinkTypes.scale(type);
        if (sameShape || to == Term.Carrier.TEXT) {
            return new Term(to, type, term.parts(), term.isNull(), term.constant());
        }
        return CastCode.convert(code, term, type);
    }

    static DataType columnType(RelDataType type) {
        DataType known = FlinkTypes.dataType(type);
        if (known == null) {
            throw new Refusal(null, Mistakes.typeNotOffered(type));
        }
        return known;
    }
}
