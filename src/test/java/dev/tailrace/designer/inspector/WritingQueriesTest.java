package dev.tailrace.designer.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Brackets;
import dev.tailrace.language.Environment;
import dev.tailrace.language.TypeGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What helps while a query is written, and what expressions of settings are told of their place. */
class WritingQueriesTest {
    private static QueryHelp help() {
        Map<String, Schema> tables = new LinkedHashMap<>();
        tables.put("bids", Schema.of(Field.of("price", DataType.BIGINT), Field.of("value", DataType.INT)));
        tables.put("auctions", Schema.of(Field.of("seller", DataType.STRING)));
        return new QueryHelp(() -> tables, () -> Environment.UTC, "table");
    }

    private static List<String> proposals(String textWithCaret) {
        return help().proposals(textWithCaret.replace("^", ""), textWithCaret.indexOf('^')).stream()
                .map(ExpressionHelp.Proposal::insert)
                .toList();
    }

    @Test
    void columnsTablesAndClausesAreProposed() {
        assertEquals("price", proposals("SELECT pri^").get(0));
        assertTrue(proposals("SELECT price FROM bi^").contains("bids"));
        assertEquals(List.of("FROM"), proposals("SELECT price FR^"));
        assertTrue(proposals("SELECT s^ FROM auctions").containsAll(List.of("seller", "SUM(")));
        assertTrue(proposals("s^").contains("SELECT"));
    }

    @Test
    void columnsOfATableAreProposedBehindItsNameOrAlias() {
        assertEquals(List.of("price", "`value`"), proposals("SELECT bids.^ FROM bids"));
        assertEquals(List.of("seller"), proposals("SELECT a.^ FROM auctions AS a"));
        assertEquals(List.of("`value`"), proposals("SELECT b.va^ FROM bids b"));
    }

    @Test
    void reservedColumnsGetBackticksAndClausesDoNot() {
        assertEquals(
                "`value`",
                Objects.requireNonNull(help().quoting("SELECT value FROM bids", 13))
                        .quoted());
        assertNull(help().quoting("SELECT price FROM bids", 18));
    }

    @Test
    void bracketsAreMatchedButNotInTexts() {
        assertEquals(new Brackets.Pair(5, 10), Brackets.at("ROUND(a[1])", 11));
        assertEquals(new Brackets.Pair(7, 9), Brackets.at("ROUND(a[1])", 8));
        assertNull(Brackets.at("'(a)'", 2));
        assertNull(Brackets.at("(a]", 1));
    }

    private static TypeGroup wanted(String setting, String function) {
        JsonNode value = JsonNodeFactory.instance.textNode(function);
        return WantedGroup.of(setting, sibling -> value);
    }

    @Test
    void whatASettingWantsIsToldFromItsNameAndTheAggregateBesideIt() {
        assertEquals(TypeGroup.BOOLEAN, wanted("condition", ""));
        assertEquals(TypeGroup.NUMBER, wanted("argument", "sum"));
        assertEquals(TypeGroup.NUMBER, wanted("argument", "stddev-pop"));
        assertEquals(TypeGroup.TEXT, wanted("argument", "listagg"));
        assertEquals(TypeGroup.ANY, wanted("argument", "max"));
        assertEquals(TypeGroup.ANY, wanted("argument", ""));
        assertEquals(TypeGroup.ANY, wanted("expression", ""));
    }
}
