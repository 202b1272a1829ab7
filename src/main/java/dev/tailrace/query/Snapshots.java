package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.operator.StreamType;
import dev.tailrace.query.TableDeclaration.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Joins with {@code FOR SYSTEM_TIME AS OF}: at the processing time with a table that is looked up, at the event time with
 * the versions of a stream.
 */
final class Snapshots {
    /** Connectors of tables that other systems look up; a file stands for these. */
    private static final Set<String> LOOKED_UP = Set.of("jdbc", "hbase-1.4", "hbase-2.2", "redis", "mongodb");

    private final Drawing drawing;
    private final From from;
    private final JoinDrawing joining;
    private final Shaping shaping;

    Snapshots(Drawing drawing, From from, JoinDrawing joining) {
        this.drawing = drawing;
        this.from = from;
        this.joining = joining;
        this.shaping = new Shaping(drawing);
    }

    /** The table of a join's right side, if it is asked as of a time. */
    static @Nullable SqlSnapshot of(SqlNode table) {
        return Expressions.bare(table) instanceof SqlSnapshot snapshot ? snapshot : null;
    }

    /** @param on conditions of the join */
    Scope draw(
            String type,
            JoinSide left,
            SqlSnapshot snapshot,
            SqlNode right,
            List<SqlNode> on,
            Tables tables,
            Range place) {
        if (!(snapshot.getTableRef() instanceof SqlIdentifier table)
                || !(snapshot.getPeriod() instanceof SqlIdentifier time)) {
            throw drawing.refuse(snapshot, "query.snapshot-time");
        }
        if (!type.equals("inner") && !type.equals("left")) {
            throw drawing.refuse(place, "query.snapshot-type");
        }
        String alias = Expressions.alias(right);
        String name = alias == null ? table.names.get(table.names.size() - 1) : alias;
        Column asked = left.scope().column(time, drawing);
        if (asked.promise() == Column.Promise.PROCESSING_TIME) {
            return lookup(type, left, table, name, on, tables, place);
        }
        String eventTime = left.scope().stream().type().eventTime();
        if (eventTime == null || !eventTime.equals(asked.drawn())) {
            throw drawing.refuse(time, "query.snapshot-time");
        }
        return temporal(type, left, table, name, on, tables, place);
    }

    private Scope temporal(
            String type,
            JoinSide left,
            SqlIdentifier table,
            String name,
            List<SqlNode> on,
            Tables tables,
            Range place) {
        Relation relation = from.named(table, tables);
        Stream stream = relation.stream();
        Part last = stream.part();
        // The latest row of each key is a version in Flink: the operator wants the rows it is made of.
        Stream versions = last != null
                        && last.operator().equals("deduplicate")
                        && last.settings().path("keep").asText().equals("last")
                ? last.inputs().getOrDefault("in", List.of(stream)).get(0)
                : stream;
        Scope scope = new Scope(versions, List.of(new Scope.Entry(name, relation.columns())), null);
        JoinSide right = joining.side(scope, table);
        JoinCondition condition = new JoinCondition(drawing, left, right);
        on.forEach(condition::add);
        return joining.draw("temporal-join", type, left, right, condition, place);
    }

    private Scope lookup(
            String type,
            JoinSide left,
            SqlIdentifier table,
            String name,
            List<SqlNode> on,
            Tables tables,
            Range place) {
        TableDeclaration declaration = tables.declaration(table.names.get(table.names.size() - 1));
        String connector = declaration == null ? null : declaration.option("connector");
        if (declaration == null || connector == null) {
            throw drawing.refuse(table, "query.lookup-stream", table.toString());
        }
        boolean isFile = connector.equals("filesystem");
        if (!isFile && !LOOKED_UP.contains(connector)) {
            throw drawing.refuse(table, "query.lookup-table", table.toString(), connector);
        }
        FileTables files = new FileTables(drawing);
        ObjectNode settings =
                isFile ? files.settings(declaration, true) : files.standInSettings(declaration, connector);
        List<Column> columns = files.declare(declaration, settings);
        List<Field> fields = declaration.leaves().stream()
                .map((Leaf leaf) -> Field.of(leaf.drawn(), leaf.type()))
                .toList();
        Stream rows = new Stream(null, name, StreamType.rows(new Schema(fields)));
        JoinSide right = new JoinSide(new Scope(rows, List.of(new Scope.Entry(name, columns)), null), name, table);
        JoinCondition condition = new JoinCondition(drawing, left, right);
        on.forEach(condition::add);
        List<SqlNode> keys =
                condition.equal().stream().map(JoinCondition.Equal::left).toList();
        Shaping.Computed computed = shaping.compute(
                left.scope(), keys, keys.stream().map(key -> "lookup_key").toList());
        ArrayNode pairs = settings.putArray("on");
        List<String> looked = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            SqlNode key = condition.equal().get(i).right();
            if (!(key instanceof SqlIdentifier column)) {
                throw drawing.refuse(key, "query.lookup-key");
            }
            String drawn = new Expressions(drawing).drawn(right.scope().column(column, drawing), column);
            looked.add(drawn);
            pairs.addObject().put("column", computed.columns().get(i)).put("key", drawn);
        }
        settings.put("type", type);
        settings.put("matches", declaration.primaryKey().equals(Set.copyOf(looked)) ? "one" : "all");
        List<SqlNode> rest = new ArrayList<>(condition.others());
        rest.addAll(condition.ofLeft());
        rest.addAll(condition.ofRight());
        return joining.looked(settings, left.with(computed.scope()), right, condition, rest, place);
    }
}
