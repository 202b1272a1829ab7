package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.any;
import static dev.tailrace.language.Parameter.json;
import static dev.tailrace.language.Parameter.text;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Functions on JSON in texts. Flink reads it with Jackson and looks into it with json-path; what is offered here is the
 * part of its paths that leads to one place, which needs no library of paths.
 */
final class JsonFunctions {
    static final List<Builtin> ALL = List.of(
            function("JSON_ARRAY")
                    .takes(any("value").orMore())
                    .shownAs("JSON_ARRAY(value, …)", "JSON_ARRAY(value, … NULL ON NULL)")
                    .parsedAs(() -> SqlStdOperatorTable.JSON_ARRAY)
                    .gives(Result.TEXT_NOT_NULL)
                    .neverFails()
                    .code(JsonConstructorCode::array),
            function("JSON_EXISTS")
                    .takes(text("json"), text("'path'"))
                    .takes(text("json"), text("'path'"), any("TRUE ON ERROR"))
                    .shownAs("JSON_EXISTS(json, 'path')", "JSON_EXISTS(json, 'path' TRUE ON ERROR)")
                    .parsedAs(() -> SqlStdOperatorTable.JSON_EXISTS)
                    .gives(Result.BOOLEAN_OR_NULL)
                    .code(JsonPathCode::exists),
            function("JSON_OBJECT")
                    .takes(any("value").orMore())
                    .shownAs("JSON_OBJECT('key' VALUE value, …)", "JSON_OBJECT('key' VALUE value, … ABSENT ON NULL)")
                    .parsedAs(() -> SqlStdOperatorTable.JSON_OBJECT)
                    .gives(Result.TEXT_NOT_NULL)
                    .neverFails()
                    .code(JsonConstructorCode::object),
            function("JSON_QUERY")
                    .takes(text("json"), text("'path'"), any("wrapper").orMore())
                    .shownAs("JSON_QUERY(json, 'path')", "JSON_QUERY(json, 'path' WITH WRAPPER EMPTY ARRAY ON EMPTY)")
                    .parsedAs(() -> SqlStdOperatorTable.JSON_QUERY)
                    .gives(JsonPathCode::queryType)
                    .code(JsonPathCode::query),
            function("JSON_QUOTE")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("JsonWriter.quote"),
            function("JSON_STRING")
                    .takes(json("value"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .strict(JsonConstructorCode::string),
            function("JSON_UNQUOTE").takes(text("text")).gives(Result.TEXT).calls("JsonWriter.unquote"),
            function("JSON_VALUE")
                    .takes(text("json"), text("'path'"))
                    .takes(text("json"), text("'path'"), any("behaviour").orMore())
                    .shownAs(
                            "JSON_VALUE(json, 'path')",
                            "JSON_VALUE(json, 'path' RETURNING type DEFAULT value ON EMPTY DEFAULT value ON ERROR)")
                    .parsedAs(() -> SqlStdOperatorTable.JSON_VALUE)
                    .gives(JsonPathCode::valueType)
                    .code(JsonPathCode::value),
            test(() -> SqlStdOperatorTable.IS_JSON_VALUE, "!= 0"),
            test(() -> SqlStdOperatorTable.IS_NOT_JSON_VALUE, "== 0"),
            test(() -> SqlStdOperatorTable.IS_JSON_OBJECT, "== 1"),
            test(() -> SqlStdOperatorTable.IS_NOT_JSON_OBJECT, "!= 1"),
            test(() -> SqlStdOperatorTable.IS_JSON_ARRAY, "== 2"),
            test(() -> SqlStdOperatorTable.IS_NOT_JSON_ARRAY, "!= 2"),
            test(() -> SqlStdOperatorTable.IS_JSON_SCALAR, "== 3"),
            test(() -> SqlStdOperatorTable.IS_NOT_JSON_SCALAR, "!= 3"));

    private JsonFunctions() {}

    /** IS JSON and its forms: NULL is none of them. */
    private static Builtin test(Supplier<SqlOperator> operator, String kind) {
        return Builtin.symbol(operator).neverFails().code((translation, call) -> {
            Term text = translation.term(call.getOperands().get(0));
            String found = text.isNullLiteral() ? "0" : "JsonPath.kind(" + text.arguments() + ")";
            String java = text.isNull() == null ? found : "(" + text.isNull() + " ? 0 : " + found + ")";
            String holds = translation.code().local("boolean", java + " " + kind);
            return new Term(Term.Carrier.BOOLEAN, call.getType(), List.of(holds), null, null);
        });
    }
}
