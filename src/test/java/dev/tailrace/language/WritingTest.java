package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Completion.Suggestion;
import dev.tailrace.language.Completion.Wanted;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What helps while an expression is written. {@code ^} is the caret. */
class WritingTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("name", DataType.STRING),
            Field.of("strong", DataType.BOOLEAN),
            Field.required("mag", DataType.DOUBLE),
            Field.of("count", DataType.BIGINT),
            Field.of("at", DataType.TIMESTAMP),
            Field.of("date", DataType.DATE),
            Field.of("year", DataType.INT),
            Field.of("tags", DataType.map(DataType.STRING, DataType.INT)),
            Field.of("list", DataType.array(DataType.STRING)),
            Field.of(
                    "place",
                    DataType.row(List.of(
                            Field.of("city", DataType.STRING),
                            Field.of("value", DataType.INT),
                            Field.of("spot", DataType.row(List.of(Field.of("depth", DataType.DOUBLE))))))));
    private static final Environment ENVIRONMENT =
            new Environment(ZoneOffset.UTC, Map.of("least", new Environment.ParameterValue(DataType.DOUBLE, 4.5)));
    private static final Row ROW = Row.of(
            "Fiji", true, 6.5, 3L, null, null, 2026, Map.of("a", 1), List.of("x"), Row.of("Suva", 7, Row.of(10.0)));

    private static List<Suggestion> suggestions(String textWithCaret, TypeGroup whole) {
        int caret = textWithCaret.indexOf('^');
        return Completion.at(
                textWithCaret.replace("^", ""),
                caret,
                SCHEMA,
                ENVIRONMENT,
                new Wanted(whole, Map.of("tags", List.of("red", "it's"))));
    }

    /** The columns, fields and parameters that fit, in their order. */
    private static String fitting(String textWithCaret, TypeGroup whole) {
        return suggestions(textWithCaret, whole).stream()
                .filter(Suggestion::fits)
                .filter(suggestion ->
                        suggestion.kind() != Completion.Kind.FUNCTION && suggestion.kind() != Completion.Kind.KEYWORD)
                .map(Suggestion::label)
                .collect(Collectors.joining(" "));
    }

    @Test
    void whatFitsComesFirst() {
        assertEquals("strong", suggestions("^", TypeGroup.BOOLEAN).get(0).label());
        assertEquals("mag", suggestions("^", TypeGroup.NUMBER).get(0).label());
        List<String> afterLetter = suggestions("ROUND(m^", TypeGroup.ANY).stream()
                .map(Suggestion::label)
                .toList();
        assertEquals("mag", afterLetter.get(0));
        assertTrue(afterLetter.indexOf("MOD(number, number)") < afterLetter.indexOf("MAP_ENTRIES(map)"));
    }

    @Test
    void whatFitsDependsOnWhatStandsBefore() {
        assertEquals("mag count year :least", fitting("ROUND(^", TypeGroup.TEXT));
        assertEquals("mag count year :least", fitting("mag > ^", TypeGroup.BOOLEAN));
        assertEquals("name", fitting("'Fiji' = ^", TypeGroup.BOOLEAN));
        assertEquals("name", fitting("name LIKE ^", TypeGroup.BOOLEAN));
        assertEquals("name", fitting("UPPER(name) = ^", TypeGroup.BOOLEAN));
        assertEquals("at date", fitting("at > TIMESTAMP '2026-01-01 00:00:00' AND date = ^", TypeGroup.BOOLEAN));
        assertEquals("strong", fitting("mag > 3 AND ^", TypeGroup.BOOLEAN));
        assertEquals("mag count year :least", fitting("mag BETWEEN 1 AND ^", TypeGroup.BOOLEAN));
        assertEquals("strong", fitting("mag BETWEEN 1 AND 2 AND ^", TypeGroup.BOOLEAN));
        assertEquals("mag count year :least", fitting("count IN (1, ^", TypeGroup.BOOLEAN));
        assertEquals("name", fitting("CASE WHEN strong THEN ^", TypeGroup.TEXT));
        assertEquals("strong", fitting("(strong OR ^", TypeGroup.BOOLEAN));
        assertEquals("mag count year :least", fitting("list[^", TypeGroup.TEXT));
        assertEquals("at date", fitting("EXTRACT(YEAR FROM ^", TypeGroup.NUMBER));
        assertEquals("name", fitting("SUBSTRING(^", TypeGroup.NUMBER));
        assertEquals("mag count year :least", fitting("SUBSTRING(name, ^", TypeGroup.TEXT));
    }

    @Test
    void fieldsOfRowsAndKeysOfMapsAreSuggested() {
        assertEquals("city value spot", fitting("place.^", TypeGroup.ANY));
        assertEquals("depth", fitting("mag + place.spot.^", TypeGroup.ANY));
        assertEquals("`value`", suggestions("place.va^", TypeGroup.ANY).get(0).insert());
        assertEquals("red it's", fitting("tags['^", TypeGroup.ANY));
        assertEquals("'it''s'", suggestions("tags['i^']", TypeGroup.ANY).get(0).insert());
        assertEquals(List.of(), suggestions("name = 'r^'", TypeGroup.ANY));
    }

    @Test
    void anyWordOfANameIsFoundByThreeLetters() {
        List<String> found = suggestions("leng^", TypeGroup.ANY).stream()
                .map(Suggestion::insert)
                .toList();
        assertEquals(List.of("CHARACTER_LENGTH(", "CHAR_LENGTH("), found);
    }

    private static String signature(String textWithCaret) {
        SignatureHelp help = SignatureHelp.at(textWithCaret.replace("^", ""), textWithCaret.indexOf('^'));
        if (help == null) {
            return "none";
        }
        SignatureHelp.Overload active = help.overloads().get(help.active());
        return active.text().substring(0, active.from())
                + "<" + active.text().substring(active.from(), active.to()) + ">"
                + active.text().substring(active.to());
    }

    @Test
    void theArgumentAtTheCaretIsToldWithinACall() {
        assertEquals("none", signature("ROUND^(mag, 1)"));
        assertEquals("ROUND(<number>)", signature("ROUND(^"));
        assertEquals("ROUND(number, <places>)", signature("ROUND(mag, ^1)"));
        assertEquals("none", signature("ROUND(mag, 1)^"));
        assertEquals("LOCATE(part, text, <start>)", signature("ROUND(LOCATE('a', name, ^), 1)"));
        assertEquals("ROUND(<number>)", signature("ROUND((mag + ^"));
        assertEquals("CAST(value AS <type>)", signature("CAST(mag AS ^"));
        assertEquals("EXTRACT(<unit> FROM timestamp)", signature("EXTRACT(^"));
        assertEquals("EXTRACT(unit FROM <timestamp>)", signature("EXTRACT(YEAR FROM ^at)"));
        assertEquals("FLOOR(timestamp TO <unit>)", signature("FLOOR(at TO ^"));
        assertEquals("COALESCE(value, value, <…>)", signature("COALESCE(mag, count, 1, ^"));
        assertEquals(
                "OVERLAY(text PLACING new FROM start FOR <length>)",
                signature("OVERLAY(name PLACING 'x' FROM 1 FOR ^"));
        assertEquals("MAP[<key>, value, …]", signature("MAP[^"));
        assertEquals("none", signature("list[^"));
        assertEquals("none", signature("'ROUND(^"));
    }

    @Test
    void allWaysToCallAreTold() {
        SignatureHelp help = Objects.requireNonNull(SignatureHelp.at("x + INSTR(name, 'a', ", 21));
        assertEquals(3, help.overloads().size());
        assertEquals(1, help.active());
        assertEquals(4, help.start());
        assertEquals("INSTR", help.function().name());
    }

    private static String typedOn(String textWithCaret) {
        String text = textWithCaret.replace("^", "");
        Backticks.Quoting quoting = Backticks.wanted(text, textWithCaret.indexOf('^'), SCHEMA);
        return quoting == null
                ? "as it is"
                : text.substring(0, quoting.start()) + quoting.quoted() + text.substring(quoting.end());
    }

    @Test
    void reservedWordsThatAreColumnsGetBackticksOnceSomethingIsTypedBehindThem() {
        assertEquals("as it is", typedOn("year^"));
        assertEquals("`year` ", typedOn("year ^"));
        assertEquals("`year`>", typedOn("year>^"));
        assertEquals("mag + `year` ", typedOn("mag + year ^"));
        assertEquals("ROUND(`count`,", typedOn("ROUND(count,^"));
        assertEquals("`date` >", typedOn("date >^"));
    }

    @Test
    void reservedWordsThatMayBeMeantAsWordsStayAsTheyAre() {
        assertEquals("as it is", typedOn("date ^"));
        assertEquals("as it is", typedOn("date '2^"));
        assertEquals("as it is", typedOn("year(^"));
        assertEquals("as it is", typedOn("EXTRACT(year ^"));
        assertEquals("as it is", typedOn("INTERVAL '1' year ^"));
        assertEquals("as it is", typedOn("FLOOR(at TO year)^"));
        assertEquals("as it is", typedOn("CAST(at AS date)^"));
        assertEquals("as it is", typedOn("mag ^"));
        assertEquals("as it is", typedOn("`year` ^"));
        assertEquals("as it is", typedOn("'year ^"));
    }

    private static String part(String textWithCaret) {
        Inspection.Part part =
                Inspection.at(textWithCaret.replace("^", ""), textWithCaret.indexOf('^'), SCHEMA, ENVIRONMENT);
        return part == null
                ? "nothing"
                : part.text() + ": "
                        + (part.type() == null ? "?" : new Field("", part.type(), part.nullable()).typeText());
    }

    @Test
    void theSmallestPartAroundAPlaceIsTold() {
        assertEquals("mag: DOUBLE NOT NULL", part("m^ag * 2 > 4"));
        assertEquals("2: INT NOT NULL", part("mag * ^2 > 4"));
        assertEquals("mag * 2: DOUBLE NOT NULL", part("mag ^* 2 > 4"));
        assertEquals("mag * 2 > 4: BOOLEAN NOT NULL", part("mag * 2 ^> 4"));
        assertEquals("nothing", part("mag ^ * 2"));
        assertEquals("(mag + `count`) * 2: DOUBLE", part("(mag + `count`) ^* 2"));
        assertEquals("mag + `count`: DOUBLE", part("(mag ^+ `count`) * 2"));
        assertEquals("UPPER(name): STRING", part("UP^PER(name) = 'A'"));
        assertEquals("place.city: STRING", part("place.c^ity = 'A'"));
        assertEquals(":least: DOUBLE NOT NULL", part("mag > :l^east"));
        assertEquals("CAST(name AS INT): INT", part("CA^ST(name AS INT) + 1"));
        assertEquals(
                "CASE WHEN strong THEN 1 ELSE 2 END: INT NOT NULL", part("1 + C^ASE WHEN strong THEN 1 ELSE 2 END"));
        assertEquals("tags['a']: INT", part("tags^['a'] + 1"));
    }

    @Test
    void ofATextThatCannotBeReadTheWordsAreTold() {
        assertEquals("mag: DOUBLE NOT NULL", part("m^ag * > "));
        assertEquals("ROUND: ?", part("RO^UND(mag, "));
        assertEquals("nothing", part("no^pe + "));
        assertEquals(
                "language.function.ROUND",
                Objects.requireNonNull(Inspection.at("ROUND(mag, ", 2, SCHEMA, ENVIRONMENT))
                        .docKey());
    }

    private static Language.Value value(String text) {
        Checked checked = Language.check(text, SCHEMA, ENVIRONMENT);
        return Language.evaluate(
                Objects.requireNonNull(
                        checked.expression(), () -> checked.problems().toString()),
                ROW);
    }

    @Test
    void anExpressionIsComputedForOneRow() {
        assertEquals(13.0, value("mag * 2").value());
        assertEquals(
                "FIJI 2026",
                value("UPPER(name) || ' ' || CAST(`year` AS STRING)").value());
        assertEquals(true, value("mag > :least").value());
        assertEquals("Suva", value("place.city").value());
        assertEquals(6.5, value("mag").value());
        Language.Value nothing = value("EXTRACT(YEAR FROM `at`)");
        assertNull(nothing.value());
        assertNull(nothing.problem());
        assertEquals(
                "language.row-failed",
                Objects.requireNonNull(value("1 / (`count` - 3)").problem()).code());
    }

    /** What the ranking says functions give is what the check finds. */
    @Test
    void theGroupsOfResultsAreThoseOfTheCheck() {
        Map<TypeGroup, String> arguments = Map.of(
                TypeGroup.TEXT, "name",
                TypeGroup.BOOLEAN, "strong",
                TypeGroup.NUMBER, "1",
                TypeGroup.TIME, "`at`",
                TypeGroup.ARRAY, "list",
                TypeGroup.MAP, "tags",
                TypeGroup.BYTES, "x'41'",
                TypeGroup.ROW, "place",
                TypeGroup.ANY, "name");
        List<String> checked = new ArrayList<>();
        for (Builtin builtin : FunctionCatalog.builtins()) {
            if (!builtin.isFunction() || builtin.overloads().isEmpty()) {
                continue;
            }
            List<String> given = builtin.overloads().get(0).stream()
                    .map(parameter -> arguments.get(TypeGroup.of(parameter.kind())))
                    .toList();
            Expression call = Language.check(builtin.name() + "(" + String.join(", ", given) + ")", SCHEMA, ENVIRONMENT)
                    .expression();
            TypeGroup said = TypeGroup.given(builtin);
            if (call != null && said != TypeGroup.ANY) {
                assertEquals(TypeGroup.of(call.type()), said, builtin.name());
                checked.add(builtin.name());
            }
        }
        assertTrue(checked.size() > 70, checked.toString());
        for (String text : List.of(
                "LOWER(name)",
                "UPPER(name)",
                "TRIM(name)",
                "ABS(mag)",
                "MOD(5, 3)",
                "CHAR_LENGTH(name)",
                "CHARACTER_LENGTH(name)",
                "POSITION('a' IN name)",
                "DAYOFMONTH(`at`)",
                "DAYOFWEEK(`at`)",
                "DAYOFYEAR(`at`)",
                "EXTRACT(DAY FROM `at`)",
                "HOUR(`at`)",
                "MINUTE(`at`)",
                "MONTH(`at`)",
                "QUARTER(`at`)",
                "SECOND(`at`)",
                "TIMESTAMPDIFF(DAY, `at`, `at`)",
                "TIMESTAMPADD(DAY, 1, `at`)",
                "WEEK(`at`)",
                "YEAR(`at`)")) {
            Expression call = Language.check(text, SCHEMA, ENVIRONMENT).expression();
            assertNotNull(call, text);
            assertEquals(
                    TypeGroup.of(Objects.requireNonNull(call).type()),
                    TypeGroup.given(FunctionCatalog.builtin(text.substring(0, text.indexOf('(')))),
                    text);
        }
    }
}
