package dev.tailrace.flink;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.data.Problem;
import dev.tailrace.data.TypeKind;
import dev.tailrace.flink.FlinkSql.Statement;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Event time, folded into the table of the source above it, because Flink's views cannot declare watermarks.
 *
 * <p>Between the source and the event-time node only row-by-row nodes may stand. Their expressions are put into a
 * computed column of the table. If rows are filtered on the way, they must not advance the watermark, or other rows
 * would be late than on the embedded engine: with the filters' conditions as {@code c}, the column is {@code CASE WHEN c
 * THEN time ELSE <1970> END}, since Flink fails at rows without a time even if they are filtered later, and the watermark
 * is {@code CASE WHEN c THEN time - bound END}, since Flink ignores watermarks that are NULL. The column then travels
 * beside the stream's own columns, and the event-time node's view puts it in the place of its column.
 */
final class EventTimeFold {
    private final String id;
    private final CheckedPipeline checked;
    private final List<Step> path;
    private final SqlText.TimeColumn column;
    private final FlinkNode.EventTime time;
    private final Map<String, String> names = new HashMap<>();

    /** A node between the source and event time, the port through which rows leave it, and what it does to them. */
    private record Step(PortRef port, FlinkNode node, FlinkNode.Select select) {}

    /** A fold, or why there is none. */
    record Found(@Nullable EventTimeFold fold, @Nullable Problem refusal) {}

    /** @param path the source first */
    private EventTimeFold(
            String id, FlinkNode.EventTime time, CheckedPipeline checked, List<Step> path, SqlText.TimeColumn column) {
        this.id = id;
        this.time = time;
        this.checked = checked;
        this.path = path;
        this.column = column;
    }

    /** @param said the nodes above */
    static Found find(String id, FlinkNode.EventTime time, CheckedPipeline checked, Map<String, FlinkNode> said) {
        Deque<Step> path = new ArrayDeque<>();
        FlinkNode.SourceTable source = null;
        PortRef at = above(checked, id);
        while (source == null) {
            FlinkNode node = said.get(at.node());
            FlinkNode.Select select = rowByRow(node, at.port());
            if (node == null || select == null) {
                String name = checked.node(at.node()).node().name();
                return new Found(null, Problem.error("flink.event-time-below", name));
            }
            path.addFirst(new Step(at, node, select));
            if (node instanceof FlinkNode.SourceTable table) {
                source = table;
            } else {
                at = above(checked, at.node());
            }
        }
        List<Step> steps = List.copyOf(path);
        SqlText.TimeColumn column = plainColumn(time, source, steps);
        if (column == null) {
            column = carriedColumn(id, time, checked, source, steps);
        }
        return new Found(new EventTimeFold(id, time, checked, steps, column), null);
    }

    private static PortRef above(CheckedPipeline checked, String id) {
        return checked.pipeline().wiresInto(new PortRef(id, "in")).get(0).from();
    }

    /** What a node does to each row by itself, or null if it does more than that. */
    private static FlinkNode.@Nullable Select rowByRow(@Nullable FlinkNode node, String port) {
        if (node instanceof FlinkNode.SourceTable table && port.equals("out")) {
            return new FlinkNode.Select(List.of(), table.where());
        }
        if (node instanceof FlinkNode.EventTime upper) {
            return new FlinkNode.Select(List.of(), upper.skipsNulls() ? quote(upper.column()) + " IS NOT NULL" : null);
        }
        return node instanceof FlinkNode.RowByRow rows ? rows.selects().get(port) : null;
    }

    /** The source's own column, if it reaches event time unchanged together with all rows. */
    private static SqlText.@Nullable TimeColumn plainColumn(
            FlinkNode.EventTime time, FlinkNode.SourceTable source, List<Step> path) {
        if (time.skipsNulls() || time.watermark() != null) {
            return null;
        }
        String name = time.column();
        for (int i = path.size() - 1; i > 0; i--) {
            FlinkNode.Select select = path.get(i).select();
            if (select.condition() != null) {
                return null;
            }
            name = select.columns().isEmpty() ? name : ColumnSubstitution.passesOn(sqlOf(select.columns(), name));
            if (name == null) {
                return null;
            }
        }
        String sql = sqlOf(source.computed(), name);
        String physical = ColumnSubstitution.passesOn(sql);
        if (physical != null) {
            return new SqlText.TimeColumn(name, physical, null, delayed(quote(physical), time));
        }
        String column = isPhysical(source, name) ? name + "@time" : name;
        return new SqlText.TimeColumn(name, column, SqlText.inline(sql), delayed(quote(column), time));
    }

    /** A column of its own, computed as the nodes on the way do. */
    private static SqlText.TimeColumn carriedColumn(
            String id,
            FlinkNode.EventTime time,
            CheckedPipeline checked,
            FlinkNode.SourceTable source,
            List<Step> path) {
        Map<String, String> columns = new HashMap<>();
        source.computed().forEach(computed -> columns.put(computed.field().name(), computed.sql()));
        List<String> conditions = new ArrayList<>();
        if (source.where() != null) {
            conditions.add(SqlText.inline(source.where()));
        }
        for (Step step : path) {
            FlinkNode.Select select = step.select();
            if (select.condition() != null) {
                conditions.add(ColumnSubstitution.apply(select.condition(), columns));
            }
            if (!select.columns().isEmpty()) {
                Map<String, String> above = Map.copyOf(columns);
                columns.clear();
                select.columns()
                        .forEach(computed ->
                                columns.put(computed.field().name(), ColumnSubstitution.apply(computed.sql(), above)));
            }
        }
        String sql = ColumnSubstitution.apply(quote(time.column()), columns);
        String said = time.watermark() == null ? null : ColumnSubstitution.apply(time.watermark(), columns);
        if (time.skipsNulls()) {
            conditions.add("(" + sql + ") IS NOT NULL");
        }
        String name = time.column() + "@" + id;
        String watermark = said == null ? delayed(quote(name), time) : said;
        if (conditions.isEmpty()) {
            return new SqlText.TimeColumn(null, name, sql, watermark);
        }
        String passes = conditions.size() == 1
                ? conditions.get(0)
                : conditions.stream().collect(Collectors.joining(") AND (", "(", ")"));
        return new SqlText.TimeColumn(
                null,
                name,
                "CASE WHEN " + passes + " THEN " + sql + " ELSE " + epoch(checked, id, time.column()) + " END",
                "CASE WHEN " + passes + " THEN " + watermark + " END");
    }

    private static String epoch(CheckedPipeline checked, String id, String column) {
        StreamType stream = checked.stream(above(checked, id));
        var field = stream == null ? null : stream.schema().field(column);
        return field != null && field.type().is(TypeKind.TIMESTAMP_LTZ)
                ? "TO_TIMESTAMP_LTZ(0, 3)"
                : "TIMESTAMP '1970-01-01 00:00:00.000'";
    }

    private static String delayed(String column, FlinkNode.EventTime time) {
        return column + " - " + SqlText.interval(time.boundMillis() + 1);
    }

    private static String sqlOf(List<FlinkNode.Computed> columns, String name) {
        return columns.stream()
                .filter(column -> column.field().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no column " + name))
                .sql();
    }

    private static boolean isPhysical(FlinkNode.SourceTable source, String name) {
        return source.physical().stream().anyMatch(column -> column.name().equals(name));
    }

    /** Chooses names for the tables and views on the way: the nodes' own where nobody has taken them yet. */
    void takeNames(Set<String> taken) {
        for (Step step : path) {
            String node = step.port().node();
            String plain = FlinkTranslation.viewName(step.port());
            names.put(node, taken.add(node) ? plain : plain + "@" + id);
        }
    }

    /** Writes the table, the views on the way and the view of the event-time node. */
    void write(List<Statement> definitions) {
        String input = "";
        for (Step step : path) {
            String node = step.port().node();
            String name = names.getOrDefault(node, node);
            String comment = checked.node(node).node().name();
            if (step.node() instanceof FlinkNode.SourceTable table) {
                SqlText.source(name, comment, table, column, definitions);
            } else {
                String query = SqlText.select(
                        step.select(), input, inputColumns(node), column.replaces() == null ? column.name() : null);
                definitions.add(new Statement(comment, SqlText.view(name, query)));
            }
            input = name;
        }
        definitions.add(new Statement(checked.node(id).node().name(), SqlText.view(id, ownQuery(input))));
    }

    private String ownQuery(String input) {
        if (column.replaces() != null) {
            return SqlText.query(List.of("*"), input, null);
        }
        List<String> items = inputColumns(id).stream()
                .map(name -> name.equals(time.column()) ? SqlText.item(quote(column.name()), name) : quote(name))
                .toList();
        return SqlText.query(items, input, time.skipsNulls() ? quote(time.column()) + " IS NOT NULL" : null);
    }

    private List<String> inputColumns(String node) {
        for (Wire wire : checked.pipeline().wiresTo(node)) {
            StreamType stream = checked.stream(wire);
            if (stream != null) {
                return stream.schema().names();
            }
        }
        throw new IllegalStateException(node + " has no input");
    }
}
