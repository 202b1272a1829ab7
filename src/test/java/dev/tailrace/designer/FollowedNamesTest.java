package dev.tailrace.designer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.breakpoints.Mark;
import dev.tailrace.designer.charts.ChartBoard;
import dev.tailrace.designer.finding.Column;
import dev.tailrace.designer.finding.ColumnRename;
import dev.tailrace.designer.finding.Orders;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.runtime.Breakpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person has set on wires, when a column gets another name. */
class FollowedNamesTest {
    private static final Wire TAXED = Wire.of("taxed.out", "short.in");
    private static final Wire SPENT = Wire.of("sum.out", "out.in");

    private final Pipeline orders =
            Objects.requireNonNull(PipelineJson.parse(Orders.DRAWING).pipeline());
    private final PipelineEditor editor =
            new PipelineEditor(Catalogue.load(), orders, Path.of("").toAbsolutePath(), Runnable::run, Runnable::run);
    private final Workbench workbench =
            new Workbench(editor, new NoRuntime(), new Texts(Locale.ENGLISH), Runnable::run);
    private final ChartBoard charts = new ChartBoard(workbench);

    @BeforeEach
    void begin() {
        FollowedNames.begin(workbench, charts);
        workbench.marks().set(TAXED, Mark.PLAIN.with(new Breakpoint("amount > 5 AND tax < 2", 3)));
        workbench.marks().set(SPENT, Mark.PLAIN.with(new Breakpoint("spent > 5", 1)));
        workbench.pins().add(TAXED, "amount * 2");
        workbench.pins().add(TAXED, "tax");
        charts.chart(TAXED);
    }

    @Test
    void breakpointsPinsAndChartsFollowAndComeBackWithUndo() {
        String before = charts.charts().get(0).settings().toString();
        Column amount = new Column(PortRef.parse("orders.out"), "amount");
        editor.apply(assertInstanceOf(
                        ColumnRename.Ready.class,
                        new ColumnRename(editor.catalogue()).plan(editor.checked(), amount, "value"))
                .command());

        assertEquals(new Breakpoint("`value` > 5 AND tax < 2", 3), condition(TAXED));
        assertEquals(new Breakpoint("spent > 5", 1), condition(SPENT));
        assertEquals(List.of("`value` * 2", "tax"), workbench.pins().of(TAXED));
        assertEquals(
                before.replace("\"amount\"", "\"value\""),
                charts.charts().get(0).settings().toString());
        editor.undo();
        assertEquals("amount > 5 AND tax < 2", condition(TAXED).condition().replace("`", ""));
        assertEquals("amount * 2", workbench.pins().of(TAXED).get(0).replace("`", ""));
        assertEquals(before, charts.charts().get(0).settings().toString());
        editor.redo();
        assertEquals("`value` > 5 AND tax < 2", condition(TAXED).condition());
    }

    private Breakpoint condition(Wire wire) {
        return Objects.requireNonNull(workbench.marks().of(wire)).breakpoint();
    }
}
