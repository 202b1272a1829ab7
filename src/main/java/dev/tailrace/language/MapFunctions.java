package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;

import static dev.tailrace.language.Parameter.any;
import static dev.tailrace.language.Parameter.map;
import static dev.tailrace.language.Parameter.text;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Functions of and to maps, and what makes rows. In what order a map has its entries is not said, by Flink either. */
final class MapFunctions {
    static final List<Builtin> ALL = List.of(
            function("MAP")
                    .shown("MAP[key, value, …]")
                    .parsedAs(() -> SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR)
                    .neverFails()
                    .code(NestedCode::constructed),
            function("MAP_ENTRIES")
                    .takes(map("map"))
                    .gives(MapFunctions::entries)
                    .neverFails()
                    .strict((code, type, terms) -> made(code, type, terms, "entries")),
            function("MAP_FROM_ARRAYS")
                    .takes(Parameter.array("keys"), Parameter.array("values"))
                    .gives(call -> Result.ifAnyNull(
                            call,
                            call.getTypeFactory()
                                    .createMapType(
                                            NestedTypes.element(call.getOperandType(0)),
                                            NestedTypes.element(call.getOperandType(1)))))
                    .strict((code, type, terms) -> {
                        requireKeys(type);
                        return made(code, type, terms, "ofArrays");
                    }),
            function("MAP_KEYS")
                    .takes(map("map"))
                    .gives(call -> array(call, NestedTypes.key(call.getOperandType(0))))
                    .neverFails()
                    .strict((code, type, terms) -> made(code, type, terms, "keys")),
            function("MAP_UNION")
                    .takes(map("map").orMore())
                    .gives(call -> Result.ifAnyNull(
                            call,
                            Result.leastRestrictive(
                                    call,
                                    IntStream.range(0, call.getOperandCount()).toArray())))
                    .code(MapFunctions::union),
            function("MAP_VALUES")
                    .takes(map("map"))
                    .gives(call -> array(call, NestedTypes.value(call.getOperandType(0))))
                    .neverFails()
                    .strict((code, type, terms) -> made(code, type, terms, "values")),
            function("ROW")
                    .takes(any("value").orMore())
                    .parsedAs(() -> SqlStdOperatorTable.ROW)
                    .gives(MapFunctions::row)
                    .neverFails()
                    .code(NestedCode::constructed),
            function("STR_TO_MAP")
                    .takes(text("text"))
                    .takes(text("text"), text("'delimiter'"), text("'delimiter'"))
                    .gives(MapFunctions::texts)
                    .code(MapFunctions::ofText));

    private MapFunctions() {}

    private static Term made(RowCode code, RelDataType type, List<Term> terms, String method) {
        return NestedCode.made(code, type, terms, "Entries." + method + "(" + Builtin.arguments(terms) + ", %s)");
    }

    private static RelDataType array(SqlOperatorBinding call, RelDataType element) {
        return Result.ifAnyNull(call, call.getTypeFactory().createArrayType(element, -1));
    }

    private static RelDataType entries(SqlOperatorBinding call) {
        RelDataType map = call.getOperandType(0);
        RelDataType entry = call.getTypeFactory()
                .createStructType(List.of(NestedTypes.key(map), NestedTypes.value(map)), List.of("key", "value"));
        return array(call, Result.nullable(call, entry, true));
    }

    private static RelDataType row(SqlOperatorBinding call) {
        List<String> names = IntStream.range(0, call.getOperandCount())
                .mapToObj(i -> "EXPR$" + i)
                .toList();
        RelDataType row = call.getTypeFactory()
                .createStructType(StructKind.PEEK_FIELDS_NO_EXPAND, call.collectOperandTypes(), names);
        return Result.nullable(call, row, false);
    }

    private static RelDataType texts(SqlOperatorBinding call) {
        RelDataTypeFactory factory = call.getTypeFactory();
        RelDataType text =
                Result.nullable(call, factory.createSqlType(SqlTypeName.VARCHAR, Integer.MAX_VALUE), true);
        return Result.nullable(call, factory.createMapType(text, text), true);
    }

    private static Term union(Translation translation, RexCall call) {
        requireKeys(call.getType());
        List<Term> terms = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            terms.add(translation.widened(translation.term(operand), call.getType()));
        }
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        Term both = terms.get(0);
        for (Term term : terms.subList(1, terms.size())) {
            both = made(translation.code(), call.getType(), List.of(both, term), "union");
        }
        return both;
    }

    /** Flink takes the delimiters for regular expressions, which here may not fail at a row. */
    private static Term ofText(Translation translation, RexCall call) {
        List<Term> terms = translation.terms(call.getOperands());
        if (terms.stream().anyMatch(Term::isNullLiteral)) {
            return Translation.nullOf(call.getType());
        }
        for (Term delimiter : terms.subList(1, terms.size())) {
            Problem problem = delimiter.constant() instanceof String pattern
                    ? problem(pattern)
                    : Problem.error("language.delimiter-literal", "STR_TO_MAP");
            if (problem != null) {
                throw new Refusal(null, problem);
            }
        }
        return NestedCode.made(
                translation.code(), call.getType(), terms, "Parts.toMap(" + Builtin.arguments(terms) + ", %s)");
    }

    private static @Nullable Problem problem(String pattern) {
        try {
            Pattern.compile(pattern);
            return null;
        } catch (PatternSyntaxException wrong) {
            return Problem.error("language.bad-delimiter", pattern);
        }
    }

    private static void requireKeys(RelDataType map) {
        RelDataType key = NestedTypes.key(map);
        if (!NestedTypes.haveEquals(key) || FlinkTypes.isApproximate(key)) {
            throw new Refusal(null, Problem.error("language.no-equality", FlinkTypes.name(map)));
        }
    }
}
