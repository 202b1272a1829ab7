package dev.tailrace.operators.combine;

import static dev.tailrace.operator.flink.FlinkScript.quote;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkNode.Computed;
import dev.tailrace.operator.flink.FlinkNode.Definition;
import dev.tailrace.operator.flink.FlinkNode.SideTable;
import dev.tailrace.operator.flink.FlinkNode.SourceTable;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.join.JoinShape;
import dev.tailrace.operator.join.JoinSql;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A lookup in a bounded table in Flink SQL.
 *
 * <p>Flink's own lookup join asks a connector row by row, which that for files cannot. Its temporal join can take the
 * table instead, if the table has event time: all its rows are given a time before any other, and no row of the stream
 * leaves before the table has been read.
 */
final class LookupSql {
    /** Before the event times of streams, and within what Flink computes with. */
    private static final String LONG_AGO = "TIMESTAMP '1000-01-01 00:00:00.000'";

    private static final String LONG_AGO_LTZ = "TO_TIMESTAMP_LTZ(-30610224000000, 3)";

    private LookupSql() {}

    static FlinkNode of(Placement<?> placement, JoinShape shape, SourceTable source, FlinkScript script) {
        String side = placement.node() + ":side";
        JoinSql join =
                new JoinSql(shape, port -> port.equals(JoinShape.LEFT) ? List.of(script.view()) : List.of(quote(side)));
        String time = shape.stream(true).eventTime();
        if (time == null) {
            return views(join, new SideTable(side, source, null));
        }
        Field leftTime = Objects.requireNonNull(shape.side(true).field(time));
        String since = Versions.freeName("since", shape);
        String longAgo = leftTime.type().is(TypeKind.TIMESTAMP_LTZ) ? LONG_AGO_LTZ : LONG_AGO;
        DataType type = leftTime.type();
        Computed sinceLongAgo = new Computed(Field.required(since, type), "CAST(" + longAgo + " AS " + type + ")");
        FlinkNode.SideView versions = Versions.view(placement.node(), shape, join, quote(side), since, null);
        join.asOfLeftTime(quote(versions.name()));
        return views(join, new SideTable(side, source, sinceLongAgo), versions);
    }

    private static FlinkNode views(JoinSql join, Definition... before) {
        return new FlinkNode.Views(Map.of("out", join.query()), List.of(before));
    }
}
