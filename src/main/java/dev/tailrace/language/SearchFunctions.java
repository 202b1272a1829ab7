package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.anyInteger;
import static dev.tailrace.language.Parameter.integer;
import static dev.tailrace.language.Parameter.text;

import dev.tailrace.data.Problem;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Where texts and regular expressions occur in texts. */
final class SearchFunctions {
    static final List<Builtin> ALL = List.of(
            function("ENDSWITH")
                    .takes(text("text"), text("end"))
                    .gives(Result.BOOLEAN)
                    .neverFails()
                    .calls("Search.endsWith"),
            function("INSTR")
                    .takes(text("text"), text("part"))
                    .takes(text("text"), text("part"), integer("start"))
                    .takes(text("text"), text("part"), integer("start"), integer("occurrence"))
                    .gives(Result.INT)
                    .calls("Search.instr"),
            function("LOCATE")
                    .takes(text("part"), text("text"))
                    .takes(text("part"), text("text"), integer("start"))
                    .gives(Result.INT)
                    .neverFails()
                    .calls("Search.locate"),
            function("POSITION")
                    .shown("POSITION(text IN text)")
                    .parsedAs(() -> SqlStdOperatorTable.POSITION)
                    .neverFails()
                    .strict(SearchFunctions::position),
            function("REGEXP")
                    .takes(text("text"), text("pattern"))
                    .gives(Result.BOOLEAN)
                    .keeps("Regex")
                    .calls("find"),
            function("REGEXP_COUNT")
                    .takes(text("text"), text("pattern"))
                    .gives(Result.INT_OR_NULL)
                    .keeps("Regex")
                    .callsOrNull("count"),
            function("REGEXP_EXTRACT")
                    .takes(text("text"), text("pattern"))
                    .takes(text("text"), text("pattern"), anyInteger("group"))
                    .gives(Result.TEXT_OR_NULL)
                    .keeps("Regex")
                    .callsOrNull("extract"),
            function("REGEXP_INSTR")
                    .takes(text("text"), text("pattern"))
                    .gives(Result.INT_OR_NULL)
                    .keeps("Regex")
                    .callsOrNull("position"),
            function("REGEXP_REPLACE")
                    .takes(text("text"), text("pattern"), text("new"))
                    .gives(Result.TEXT)
                    .keeps("Regex")
                    .callsOrNull("replace"),
            function("REGEXP_SUBSTR")
                    .takes(text("text"), text("pattern"))
                    .gives(Result.TEXT_OR_NULL)
                    .keeps("Regex")
                    .callsOrNull("extract"),
            function("STARTSWITH")
                    .takes(text("text"), text("start"))
                    .gives(Result.BOOLEAN)
                    .neverFails()
                    .calls("Search.startsWith"),
            Builtin.symbol(() -> SqlStdOperatorTable.SIMILAR_TO)
                    .strict((code, type, terms) -> similar(code, type, terms, "")),
            Builtin.symbol(() -> SqlStdOperatorTable.NOT_SIMILAR_TO)
                    .strict((code, type, terms) -> similar(code, type, terms, "!")));

    private SearchFunctions() {}

    private static Term similar(RowCode code, RelDataType type, List<Term> terms, String not) {
        if (terms.size() != 2) {
            throw new Refusal(null, Problem.error("language.not-offered", "SIMILAR TO with ESCAPE"));
        }
        String similar = code.owner().field("Similar", "new Similar()");
        return code.guarded(type, terms, not + similar + ".matches(" + Builtin.arguments(terms) + ")");
    }

    private static Term position(RowCode code, RelDataType type, List<Term> terms) {
        if (terms.size() != 2) {
            throw new Refusal(null, Problem.error("language.not-offered", "POSITION FROM"));
        }
        if (!FlinkTypes.isText(terms.get(0).type())) {
            throw new Refusal(
                    null,
                    Problem.error(
                            "language.cannot-apply",
                            "POSITION",
                            FlinkTypes.name(terms.get(0).type())));
        }
        return code.guarded(
                type,
                terms,
                "Text.position(" + terms.get(0).arguments() + ", "
                        + terms.get(1).arguments() + ")");
    }
}
