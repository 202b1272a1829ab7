package dev.tailrace.language;

import dev.tailrace.data.Problem;
import dev.tailrace.language.functions.JsonPath;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** JSON_EXISTS, JSON_VALUE and JSON_QUERY: a path that is a literal, and what to do where it leads to nothing. */
final class JsonPathCode {
    private JsonPathCode() {}

    /** STRING, or what RETURNING says. */
    static RelDataType valueType(SqlOperatorBinding call) {
        if (call instanceof SqlCallBinding written) {
            for (int i = 2; i < written.getOperandCount(); i++) {
                if (written.operand(i) instanceof SqlDataTypeSpec) {
                    RelDataType type = call.getOperandType(i);
                    boolean isOffered = FlinkTypes.isText(type)
                            || type.getSqlTypeName() == SqlTypeName.INTEGER
                            || type.getSqlTypeName() == SqlTypeName.DOUBLE
                            || type.getSqlTypeName() == SqlTypeName.BOOLEAN;
                    if (!isOffered) {
                        throw new Refusal(
                                written.operand(i), Problem.error("language.json-returning", FlinkTypes.name(type)));
                    }
                    return Result.nullable(call, type, true);
                }
            }
        }
        return Result.TEXT_OR_NULL.inferReturnType(call);
    }

    static RelDataType queryType(SqlOperatorBinding call) {
        RelDataType type = valueType(call);
        if (!FlinkTypes.isText(type)) {
            throw new Refusal(
                    null, Problem.error("language.not-offered", "JSON_QUERY RETURNING " + FlinkTypes.name(type)));
        }
        return type;
    }

    static Term exists(Translation translation, RexCall call) {
        List<RexNode> operands = call.getOperands();
        SqlJsonExistsErrorBehavior onError = operands.size() < 3
                ? SqlJsonExistsErrorBehavior.FALSE
                : symbol(operands.get(2), SqlJsonExistsErrorBehavior.class);
        Lookup lookup = new Lookup(translation, call);
        lookup.begin("exists", "");
        lookup.found("true");
        lookup.otherwise(JsonPath.EMPTY);
        lookup.result.set(bool(call, "false"));
        lookup.otherwise(JsonPath.ERROR);
        switch (onError) {
            case TRUE -> lookup.result.set(bool(call, "true"));
            case FALSE -> lookup.result.set(bool(call, "false"));
            case UNKNOWN -> lookup.result.setNull();
            case ERROR -> lookup.fail();
        }
        return lookup.end();
    }

    private static Term bool(RexCall call, String value) {
        return new Term(Term.Carrier.BOOLEAN, call.getType(), List.of(value), null, null);
    }

    static Term value(Translation translation, RexCall call) {
        Lookup lookup = new Lookup(translation, call);
        Map<SqlJsonEmptyOrError, Behaviour> behaviours = behaviours(translation, call);
        lookup.begin("value", "");
        switch (Term.carrierOf(call.getType())) {
            case TEXT -> lookup.foundText("text");
            case INT -> lookup.found(lookup.path + ".toInt()");
            case DOUBLE -> lookup.found(lookup.path + ".toDouble()");
            default -> lookup.found(lookup.path + ".toBoolean()");
        }
        lookup.otherwise(JsonPath.EMPTY);
        lookup.behave(behaviours.get(SqlJsonEmptyOrError.EMPTY));
        lookup.otherwise(JsonPath.ERROR);
        lookup.behave(behaviours.get(SqlJsonEmptyOrError.ERROR));
        return lookup.end();
    }

    /** @param value in place of NULL; null unless the kind is DEFAULT */
    private record Behaviour(SqlJsonValueEmptyOrErrorBehavior kind, @Nullable Term value) {}

    /** Written as symbols: what to do, the default if that is it, and in which case. */
    private static Map<SqlJsonEmptyOrError, Behaviour> behaviours(Translation translation, RexCall call) {
        Map<SqlJsonEmptyOrError, Behaviour> behaviours = new EnumMap<>(SqlJsonEmptyOrError.class);
        List<RexNode> operands = call.getOperands();
        for (int i = 2; i + 1 < operands.size(); ) {
            SqlJsonValueEmptyOrErrorBehavior kind = symbol(operands.get(i++), SqlJsonValueEmptyOrErrorBehavior.class);
            Term value = kind == SqlJsonValueEmptyOrErrorBehavior.DEFAULT
                    ? defaultValue(translation, call.getType(), operands.get(i++))
                    : null;
            behaviours.put(symbol(operands.get(i++), SqlJsonEmptyOrError.class), new Behaviour(kind, value));
        }
        return behaviours;
    }

    /** Flink takes literals only, and for DOUBLE none that it could use. */
    private static Term defaultValue(Translation translation, RelDataType type, RexNode node) {
        Term term = translation.term(node);
        boolean isAlike = FlinkTypes.isText(type)
                ? FlinkTypes.isText(term.type())
                : type.getSqlTypeName() == term.type().getSqlTypeName() && term.carrier() != Term.Carrier.DOUBLE;
        if (term.constant() == null || !isAlike) {
            throw new Refusal(null, Problem.error("language.json-default", FlinkTypes.name(type)));
        }
        return translation.widened(term, type);
    }

    static Term query(Translation translation, RexCall call) {
        List<RexNode> operands = call.getOperands();
        int wrapper =
                switch (symbol(operands.get(2), SqlJsonQueryWrapperBehavior.class)) {
                    case WITHOUT_ARRAY -> 0;
                    case WITH_CONDITIONAL_ARRAY -> 1;
                    case WITH_UNCONDITIONAL_ARRAY -> 2;
                };
        Lookup lookup = new Lookup(translation, call);
        lookup.begin("query", ", " + wrapper);
        lookup.foundText("json");
        lookup.otherwise(JsonPath.EMPTY);
        lookup.behave(translation, symbol(operands.get(3), SqlJsonQueryEmptyOrErrorBehavior.class));
        lookup.otherwise(JsonPath.ERROR);
        lookup.behave(translation, symbol(operands.get(4), SqlJsonQueryEmptyOrErrorBehavior.class));
        return lookup.end();
    }

    private static <E extends Enum<E>> E symbol(RexNode node, Class<E> type) {
        if (node instanceof RexLiteral literal && type.isInstance(literal.getValue())) {
            return type.cast(literal.getValue());
        }
        throw new Refusal(null, Problem.error("language.not-offered", node.toString()));
    }

    /** The code of one look at a place of a JSON text, and of what follows from its outcome. */
    private static final class Lookup {
        private final RowCode code;
        private final RelDataType type;
        private final Term text;
        private final String path;
        private final Variables result;
        private String outcome = "";

        Lookup(Translation translation, RexCall call) {
            code = translation.code();
            type = call.getType();
            text = translation.term(call.getOperands().get(0));
            Term written = translation.term(call.getOperands().get(1));
            if (!(written.constant() instanceof String literal)) {
                throw new Refusal(null, Problem.error("language.json-path-literal"));
            }
            try {
                new JsonPath(literal);
            } catch (IllegalArgumentException notOffered) {
                throw new Refusal(null, Problem.error("language.json-path", literal));
            }
            path = code.owner().field("JsonPath", "new JsonPath(" + ClassSource.quote(literal) + ")");
            result = new Variables(code, type);
        }

        void begin(String method, String more) {
            result.setNull();
            code.open(text.isNull() == null ? "" : "if (!(" + text.isNull() + "))");
            String arguments = text.isNullLiteral() ? "new byte[0], 0, 0" : text.arguments();
            outcome = code.local("int", path + "." + method + "(" + arguments + more + ")");
            code.open("if (" + outcome + " == JsonPath.FOUND)");
        }

        void found(String value) {
            result.set(new Term(Term.carrierOf(type), type, List.of(value), null, null));
        }

        void foundText(String method) {
            result.set(code.text(type, List.of(), path + "." + method + "(%s)"));
        }

        void otherwise(int wanted) {
            code.close();
            code.open("if (" + outcome + " == " + wanted + ")");
        }

        void fail() {
            code.line("JsonPath.fail(" + outcome + ");");
        }

        void behave(@Nullable Behaviour behaviour) {
            Term value = behaviour == null ? null : behaviour.value;
            if (value != null) {
                result.set(value);
            } else if (behaviour != null && behaviour.kind == SqlJsonValueEmptyOrErrorBehavior.ERROR) {
                fail();
            } else {
                result.setNull();
            }
        }

        void behave(Translation translation, SqlJsonQueryEmptyOrErrorBehavior behaviour) {
            switch (behaviour) {
                case ERROR -> fail();
                case NULL -> result.setNull();
                case EMPTY_ARRAY -> result.set(translation.text(type, "[]"));
                case EMPTY_OBJECT -> result.set(translation.text(type, "{}"));
            }
        }

        Term end() {
            code.close();
            code.close();
            return result.term();
        }
    }
}
