package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.any;
import static dev.tailrace.language.Parameter.array;
import static dev.tailrace.language.Parameter.bool;
import static dev.tailrace.language.Parameter.integer;
import static dev.tailrace.language.Parameter.text;
import static dev.tailrace.language.Parameter.wideInteger;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions of and to arrays. */
final class ArrayFunctions {
    private static final List<SqlTypeName> APPROXIMATE = List.of(SqlTypeName.FLOAT, SqlTypeName.DOUBLE);

    static final List<Builtin> ALL = List.of(
            function("ARRAY")
                    .shown("ARRAY[value, …]")
                    .parsedAs(() -> SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR)
                    .neverFails()
                    .code(NestedCode::constructed),
            function("ARRAY_APPEND")
                    .takes(array("array"), any("value"))
                    .gives(ArrayFunctions::grown)
                    .code((translation, call) -> grown(translation, call, "append")),
            function("ARRAY_CONCAT")
                    .takes(array("array").orMore())
                    .gives(ArrayFunctions::common)
                    .code(ArrayFunctions::concatenation),
            function("ARRAY_CONTAINS")
                    .takes(array("array"), any("value"))
                    .gives(call -> Result.ifNull(call, Result.BOOLEAN, 0))
                    .code(ArrayFunctions::contains),
            function("ARRAY_DISTINCT")
                    .takes(array("array"))
                    .gives(Result.FIRST)
                    .neverFails()
                    .strict((code, type, terms) -> {
                        requireEquals(terms.get(0).type());
                        return made(code, type, terms, "distinct");
                    }),
            function("ARRAY_EXCEPT")
                    .takes(array("array"), array("array"))
                    .gives(ArrayFunctions::common)
                    .code((translation, call) -> ofTwo(translation, call, "except")),
            function("ARRAY_INTERSECT")
                    .takes(array("array"), array("array"))
                    .gives(ArrayFunctions::common)
                    .code((translation, call) -> ofTwo(translation, call, "intersect")),
            function("ARRAY_JOIN")
                    .takes(array("array"), text("delimiter"))
                    .takes(array("array"), text("delimiter"), text("null"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .strict(ArrayFunctions::joined),
            function("ARRAY_MAX")
                    .takes(array("array"))
                    .gives(ArrayFunctions::elementOrNull)
                    .neverFails()
                    .strict((code, type, terms) -> extreme(code, type, terms, "greatest")),
            function("ARRAY_MIN")
                    .takes(array("array"))
                    .gives(ArrayFunctions::elementOrNull)
                    .neverFails()
                    .strict((code, type, terms) -> extreme(code, type, terms, "least")),
            function("ARRAY_POSITION")
                    .takes(array("array"), any("value"))
                    .gives(Result.INT)
                    .code(ArrayFunctions::position),
            function("ARRAY_PREPEND")
                    .takes(array("array"), any("value"))
                    .gives(ArrayFunctions::grown)
                    .code((translation, call) -> grown(translation, call, "prepend")),
            function("ARRAY_REMOVE")
                    .takes(array("array"), any("value"))
                    .gives(call -> Result.nullable(
                            call, call.getOperandType(0), call.getOperandType(0).isNullable()))
                    .code(ArrayFunctions::without),
            function("ARRAY_REVERSE")
                    .takes(array("array"))
                    .gives(Result.FIRST)
                    .neverFails()
                    .strict((code, type, terms) -> made(code, type, terms, "reverse")),
            function("ARRAY_SLICE")
                    .takes(array("array"), integer("from"))
                    .takes(array("array"), integer("from"), integer("to"))
                    .gives(Result.FIRST)
                    .neverFails()
                    .strict((code, type, terms) -> made(code, type, terms, "slice")),
            function("ARRAY_SORT")
                    .takes(array("array"))
                    .takes(array("array"), bool("ascending"))
                    .takes(array("array"), bool("ascending"), bool("nullsFirst"))
                    .gives(Result.FIRST)
                    .strict((code, type, terms) -> {
                        requireOrder(terms.get(0).type());
                        return made(code, type, terms, "sort");
                    }),
            function("ARRAY_UNION")
                    .takes(array("array"), array("array"))
                    .gives(ArrayFunctions::common)
                    .code((translation, call) -> ofTwo(translation, call, "union")),
            function("CARDINALITY")
                    .takes(array("array"))
                    .takes(Parameter.map("map"))
                    .parsedAs(() -> SqlStdOperatorTable.CARDINALITY)
                    .gives(Result.INT)
                    .neverFails()
                    .strict(ArrayFunctions::cardinality),
            function("ELEMENT")
                    .takes(array("array"))
                    .parsedAs(() -> SqlStdOperatorTable.ELEMENT)
                    .gives(ArrayFunctions::elementOrNull)
                    .strict(ArrayFunctions::only),
            function("REGEXP_EXTRACT_ALL")
                    .takes(text("text"), text("pattern"))
                    .takes(text("text"), text("pattern"), wideInteger("group"))
                    .gives(call -> Result.nullable(call, texts(call), true))
                    .strict((code, type, terms) -> {
                        String regex = code.owner().field("Regex", "new Regex()");
                        String call = regex + ".extractAll(" + Builtin.arguments(terms) + ", %s)";
                        return NestedCode.madeOrNull(code, type, terms, call);
                    }),
            function("SPLIT")
                    .takes(text("text"), text("delimiter"))
                    .gives(call -> Result.ifAnyNull(call, texts(call)))
                    .neverFails()
                    .strict((code, type, terms) -> NestedCode.made(
                            code, type, terms, "Parts.split(" + Builtin.arguments(terms) + ", %s)")),
            Builtin.symbol(() -> SqlStdOperatorTable.ITEM).neverFails().code(NestedCode::item));

    private ArrayFunctions() {}

    private static Term made(RowCode code, RelDataType type, List<Term> terms, String method) {
        return NestedCode.made(code, type, terms, "Elements." + method + "(" + Builtin.arguments(terms) + ", %s)");
    }

    private static RelDataType texts(SqlOperatorBinding call) {
        RelDataType text = call.getTypeFactory().createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE);
        return call.getTypeFactory().createArrayType(Result.nullable(call, text, true), -1);
    }

    private static RelDataType elementOrNull(SqlOperatorBinding call) {
        return Result.nullable(call, NestedTypes.element(call.getOperandType(0)), true);
    }

    /** The type of an array with one more value, NULL where one of the arguments is. */
    private static RelDataType grown(SqlOperatorBinding call) {
        RelDataType element = NestedTypes.element(call.getOperandType(0));
        boolean canBeNull = element.isNullable() || call.getOperandType(1).isNullable();
        return Result.ifAnyNull(
                call, call.getTypeFactory().createArrayType(Result.nullable(call, element, canBeNull), -1));
    }

    private static RelDataType common(SqlOperatorBinding call) {
        SqlReturnTypeInference all = binding -> Result.leastRestrictive(
                binding, IntStream.range(0, binding.getOperandCount()).toArray());
        return Result.ifAnyNull(call, all.inferReturnType(call));
    }

    /** The operands as arrays of the type of the call. */
    private static List<Term> widened(Translation translation, RexCall call) {
        List<Term> terms = new ArrayList<>();
        for (Term term : translation.terms(call.getOperands())) {
            terms.add(translation.widened(term, call.getType()));
        }
        return terms;
    }

    private static Term concatenation(Translation translation, RexCall call) {
        List<Term> terms = widened(translation, call);
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        StringBuilder statement = new StringBuilder("ArrayColumn.Builder b = (ArrayColumn.Builder) %1$s.begin(); ");
        terms.forEach(term ->
                statement.append("Elements.add(").append(term.arguments()).append(", b); "));
        return NestedCode.made(
                translation.code(), call.getType(), terms, "{ " + statement + "b.endArray(); %1$s.end(); }");
    }

    private static Term ofTwo(Translation translation, RexCall call, String method) {
        requireEquals(call.getType());
        if (!method.equals("union") && NestedTypes.holds(call.getType(), APPROXIMATE)) {
            // Of 0 and -0, Flink keeps one or both.
            throw notApplicable(call.getOperator().getName(), call.getType());
        }
        List<Term> terms = widened(translation, call);
        return terms.stream().anyMatch(Term::isNullLiteral)
                ? Translation.nullOf(call.getType())
                : made(translation.code(), call.getType(), terms, method);
    }

    /**
     * The array and the value, the latter as an element.
     *
     * @param isSought whether the value stays out of the result, whose type Flink widens for a DECIMAL
     */
    private static List<Term> arrayAndValue(Translation translation, RexCall call, boolean isSought) {
        Term array = translation.term(call.getOperands().get(0));
        RelDataType element = NestedTypes.element(array.type());
        Term value = translation.term(call.getOperands().get(1));
        boolean isElement = isElement(value.type(), element)
                && (isSought || !FlinkTypes.isApproximate(element) || !FlinkTypes.isDecimal(value.type()));
        if (!value.isNullLiteral() && !isElement) {
            throw new Refusal(
                    null,
                    Problem.error(
                            "language.array-value", FlinkTypes.name(value.type()), FlinkTypes.name(array.type())));
        }
        return List.of(array, translation.widened(value, element));
    }

    /** Whether Flink takes a value for an element, and nothing is lost. */
    private static boolean isElement(RelDataType value, RelDataType element) {
        if (FlinkTypes.isText(element) || FlinkTypes.isBinary(element)) {
            boolean fits = FlinkTypes.length(element) < 0
                    || value.getSqlTypeName() == element.getSqlTypeName()
                            && FlinkTypes.length(value) == FlinkTypes.length(element);
            return fits && NestedTypes.areSame(value, element);
        }
        if (!FlinkTypes.isNumber(value) || !FlinkTypes.isNumber(element)) {
            return NestedTypes.areSame(value, element);
        }
        return switch (element.getSqlTypeName()) {
            case DOUBLE -> true;
            case FLOAT -> value.getSqlTypeName() != SqlTypeName.DOUBLE;
            default ->
                !FlinkTypes.isApproximate(value)
                        && (FlinkTypes.isDecimal(element) || FlinkTypes.isInteger(value))
                        && FlinkTypes.scale(value) <= FlinkTypes.scale(element)
                        && FlinkTypes.digits(value) - FlinkTypes.scale(value)
                                <= FlinkTypes.digits(element) - FlinkTypes.scale(element);
        };
    }

    private static Term grown(Translation translation, RexCall call, String method) {
        List<Term> terms = arrayAndValue(translation, call, method.equals("remove"));
        return terms.get(0).isNullLiteral()
                ? Translation.nullOf(call.getType())
                : withValue(translation.code(), call.getType(), terms, method);
    }

    private static Term without(Translation translation, RexCall call) {
        requireEquals(call.getType());
        return grown(translation, call, "remove");
    }

    private static Term withValue(RowCode code, RelDataType type, List<Term> terms, String method) {
        String value = NestedCode.single(code, terms.get(1));
        Term array = terms.get(0);
        return NestedCode.made(
                code,
                type,
                List.of(array),
                "Elements.%s(%s, %s, %%s)".formatted(method, array.arguments(), value));
    }

    private static Term contains(Translation translation, RexCall call) {
        List<Term> terms = arrayAndValue(translation, call, true);
        Term array = terms.get(0);
        requireEquals(array.type());
        if (array.isNullLiteral()) {
            return Translation.nullOf(call.getType());
        }
        String value = NestedCode.single(translation.code(), terms.get(1));
        return translation
                .code()
                .guarded(
                        call.getType(),
                        List.of(array),
                        "Elements.contains(%s, %s)".formatted(array.arguments(), value));
    }

    private static Term position(Translation translation, RexCall call) {
        List<Term> terms = arrayAndValue(translation, call, false);
        requireEquals(terms.get(0).type());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        String value = NestedCode.single(translation.code(), terms.get(1));
        return translation
                .code()
                .guarded(
                        call.getType(),
                        terms,
                        "Elements.number(%s, %s)".formatted(terms.get(0).arguments(), value));
    }

    private static Term joined(RowCode code, RelDataType type, List<Term> terms) {
        RelDataType array = terms.get(0).type();
        if (!FlinkTypes.isText(NestedTypes.element(array))) {
            throw notApplicable("ARRAY_JOIN", array);
        }
        return code.text(type, terms, "Elements.join(" + Builtin.arguments(terms) + ", %s)");
    }

    private static Term extreme(RowCode code, RelDataType type, List<Term> terms, String method) {
        requireOrder(terms.get(0).type());
        return NestedCode.at(code, type, terms, "Elements." + method);
    }

    private static Term only(RowCode code, RelDataType type, List<Term> terms) {
        if (!NestedTypes.element(terms.get(0).type()).isNullable()) {
            // What Flink gives of none is not NULL.
            throw new Refusal(
                    null,
                    Problem.error(
                            "language.item-not-null", FlinkTypes.name(terms.get(0).type())));
        }
        return NestedCode.at(code, type, terms, "Elements.only");
    }

    private static Term cardinality(RowCode code, RelDataType type, List<Term> terms) {
        String of = terms.get(0).type().getSqlTypeName() == SqlTypeName.MAP ? "Entries" : "Elements";
        return code.guarded(type, terms, of + ".count(" + Builtin.arguments(terms) + ")");
    }

    private static void requireEquals(RelDataType array) {
        if (!NestedTypes.haveEquals(NestedTypes.element(array))) {
            throw new Refusal(null, Problem.error("language.no-equality", FlinkTypes.name(array)));
        }
    }

    private static void requireOrder(RelDataType array) {
        RelDataType element = NestedTypes.element(array);
        if (FlinkTypes.isNested(element) || element.getSqlTypeName() == SqlTypeName.BOOLEAN) {
            throw new Refusal(null, Problem.error("language.no-order", FlinkTypes.name(array)));
        }
    }

    private static Refusal notApplicable(String name, RelDataType type) {
        return new Refusal(null, Problem.error("language.cannot-apply", name, FlinkTypes.name(type)));
    }
}
