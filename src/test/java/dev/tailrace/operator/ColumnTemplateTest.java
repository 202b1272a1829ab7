package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnTemplateTest {
    private static final String TEXT = "https://${host}/{a}/${secret:a}/{b}?x={a}&{}={c d}";

    @Test
    void valuesOfColumnsArePutInAndNothingElse() {
        ColumnTemplate template = new ColumnTemplate(TEXT, Set.of("a", "c d")::contains);
        assertEquals(List.of("a", "c d"), template.columns());
        assertEquals("https://${host}/<a>/${secret:a}/{b}?x=<a>&{}=<c d>", template.fill(name -> "<" + name + ">"));
    }

    @Test
    void namesInBracesAreFoundOnce() {
        assertEquals(List.of("a", "b", "", "c d"), ColumnTemplate.names(TEXT));
    }

    @Test
    void aColumnIsRenamedWhereverItStands() {
        assertEquals(
                "https://${host}/{$1}/${secret:a}/{b}?x={$1}&{}={c d}",
                ColumnTemplate.renamed(TEXT, Map.of("a", "$1")));
    }
}
