package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.junit.jupiter.api.Test;

/** What the expression field shows while somebody types. */
class EditorTest {
    private static final Schema SCHEMA = Schema.of(
            Field.of("mag", DataType.DOUBLE), Field.of("value", DataType.INT), Field.of("place name", DataType.STRING));
    private static final Environment ENVIRONMENT =
            new Environment(ZoneOffset.UTC, Map.of("minMag", new Environment.ParameterValue(DataType.DOUBLE, 4.5)));

    private static List<String> inserts(String textWithCaret) {
        int caret = textWithCaret.indexOf('^');
        return Completion.at(textWithCaret.replace("^", ""), caret, SCHEMA, ENVIRONMENT).stream()
                .map(Completion.Suggestion::insert)
                .toList();
    }

    @Test
    void columnsComeWithBackticksWhereTheyNeedThem() {
        assertEquals(List.of("`value`"), inserts("va^"));
        assertEquals(List.of("`place name`"), inserts("mag > 3 AND pla^"));
        assertEquals(List.of("`place name`"), inserts("`pla^"));
        assertEquals("mag", inserts("ma^").get(0));
    }

    @Test
    void afterAValueOperatorsAreSuggestedAndAfterAnOperatorValues() {
        assertEquals(List.of("AND"), inserts("mag > 3 A^"));
        assertTrue(inserts("mag ^").contains("BETWEEN"));
        assertTrue(inserts("mag > ^").containsAll(List.of("mag", ":minMag", "ROUND(", "CASE")));
        assertEquals(List.of(":minMag"), inserts("mag > :m^"));
        assertEquals(List.of("STRING"), inserts("CAST(mag AS S^"));
    }

    @Test
    void nothingIsSuggestedWithinTextsNumbersAndComments() {
        assertEquals(List.of(), inserts("'ma^'"));
        assertEquals(List.of(), inserts("'ma^"));
        assertEquals(List.of(), inserts("mag > 4.^"));
        assertEquals(List.of(), inserts("/* ma^ */ mag"));
    }

    @Test
    void aSuggestionReplacesTheWordAtTheCaret() {
        Completion.Suggestion suggestion =
                Completion.at("mag > rou", 9, SCHEMA, ENVIRONMENT).get(0);
        assertEquals("ROUND(", suggestion.insert());
        assertEquals("ROUND(number)", suggestion.label());
        assertEquals(6, suggestion.start());
        assertEquals(9, suggestion.end());
    }

    @Test
    void everyFunctionHasALineOfWords() {
        Texts texts = new Texts(Locale.ENGLISH);
        for (FunctionCatalog.Function function : FunctionCatalog.functions()) {
            assertNotNull(texts.find(function.docKey()), function.name());
        }
    }

    @Test
    void piecesAreColouredByWhatTheyAre() {
        String text = "ROUND(mag, 1) > :minMag AND `value` IN (1, 'a') OR nope = :nope -- done";
        List<String> pieces = Highlight.of(text, SCHEMA, ENVIRONMENT).stream()
                .filter(piece -> piece.kind() != Highlight.Kind.OPERATOR)
                .map(piece -> piece.kind() + " " + text.substring(piece.start(), piece.end()))
                .toList();
        assertEquals(
                List.of(
                        "FUNCTION ROUND",
                        "COLUMN mag",
                        "NUMBER 1",
                        "PARAMETER :minMag",
                        "KEYWORD AND",
                        "COLUMN `value`",
                        "KEYWORD IN",
                        "NUMBER 1",
                        "STRING 'a'",
                        "KEYWORD OR",
                        "ERROR nope",
                        "ERROR :nope",
                        "COMMENT -- done"),
                pieces);
    }

    @Test
    void wordsWithinCallsAreNoColumns() {
        String text = "JSON_VALUE(`place name`, '$.a' RETURNING INT DEFAULT 1 ON EMPTY NULL ON ERROR)"
                + " OVERLAY(`place name` PLACING 'x' FROM 2) IS NOT JSON SCALAR";
        List<Highlight.Kind> kinds = Highlight.of(text, SCHEMA, ENVIRONMENT).stream()
                .map(Highlight.Piece::kind)
                .toList();
        assertFalse(kinds.contains(Highlight.Kind.ERROR), kinds.toString());
    }

    @Test
    void theReservedWordsAreThoseOfTheGrammar() {
        SqlAbstractParserImpl.Metadata metadata = SqlParser.create(
                        "", SqlParser.config().withParserFactory(FlinkSqlParserImpl.FACTORY))
                .getMetadata();
        TreeSet<String> reserved = new TreeSet<>();
        metadata.getTokens().stream().filter(metadata::isReservedWord).forEach(reserved::add);
        assertEquals(reserved, new TreeSet<>(ReservedWords.all()));
    }
}
