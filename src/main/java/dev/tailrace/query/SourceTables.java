package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.operator.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlWatermark;

/** Declared tables as sources: what their connector reads, computed columns, event time. */
final class SourceTables {
    private final Drawing drawing;
    private final FileTables files;
    private final MadeUpTables madeUp;
    private final Shaping shaping;

    SourceTables(Drawing drawing) {
        this.drawing = drawing;
        this.files = new FileTables(drawing);
        this.madeUp = new MadeUpTables(drawing);
        this.shaping = new Shaping(drawing);
    }

    Relation draw(TableDeclaration table) {
        int before = drawing.size();
        Relation relation = relation(table);
        drawing.name(relation.stream(), table.name(), before);
        return relation;
    }

    private Relation relation(TableDeclaration table) {
        Relation data = data(table);
        Scope scope = Scope.of(table.name(), data);
        for (var computed : table.computed().entrySet()) {
            scope = computed(scope, computed.getKey(), computed.getValue());
        }
        SqlWatermark watermark = table.watermark();
        Relation relation = new Relation(scope.stream(), scope.columns(), null);
        return watermark == null ? relation : timed(relation, scope, watermark, table.name());
    }

    private Relation data(TableDeclaration table) {
        String connector = table.option("connector");
        if (connector == null) {
            throw drawing.refuse(table.place(), "query.no-connector", table.name());
        }
        return switch (connector) {
            case "filesystem" -> files.source(table);
            case "nexmark" -> madeUp.nexmark(table);
            case "datagen" -> madeUp.generated(table);
            default -> files.standIn(table, connector);
        };
    }

    private Scope computed(Scope scope, String name, SqlNode expression) {
        List<Column> columns = new ArrayList<>(scope.columns());
        Stream stream = scope.stream();
        if (Expressions.isCall(expression, "PROCTIME")) {
            columns.add(Column.promised(name, Column.Promise.PROCESSING_TIME));
        } else {
            Shaping.Computed computed = shaping.compute(scope, List.of(expression), List.of(name));
            columns.add(Column.of(name, computed.columns().get(0)));
            stream = computed.scope().stream();
        }
        return new Scope(stream, List.of(new Scope.Entry(scope.entries().get(0).alias(), columns)), null);
    }

    private Relation timed(Relation relation, Scope scope, SqlWatermark watermark, String name) {
        SqlIdentifier time = watermark.getEventTimeColumnName();
        String column = new Expressions(drawing).drawn(scope.column(time, drawing), time);
        SqlNode strategy = watermark.getWatermarkStrategy();
        // Flink's expression is the watermark itself; an event-time node sends one millisecond less than its disorder.
        long disorder = behind(strategy, time) - 1;
        if (disorder < 0) {
            throw drawing.refuse(strategy, "query.watermark-zero");
        }
        ObjectNode settings = Drawing.settings()
                .put("column", column)
                .put("disorder", DurationText.format(Duration.ofMillis(disorder)));
        Range place =
                new Range(drawing.range(time).start(), drawing.range(strategy).end());
        Stream stream =
                drawing.add(new Part("event-time", name + " time", settings, place).reading("in", relation.stream()));
        return new Relation(stream, relation.columns(), null);
    }

    /** Milliseconds that a watermark {@code time - INTERVAL ...} is behind. */
    private long behind(SqlNode strategy, SqlIdentifier time) {
        if (Expressions.same(strategy, time)) {
            return 0;
        }
        boolean isMinus =
                strategy.getKind() == SqlKind.MINUS && Expressions.same(((SqlCall) strategy).operand(0), time);
        Long millis = isMinus ? Intervals.millis(((SqlCall) strategy).operand(1)) : null;
        if (millis == null) {
            throw drawing.refuse(strategy, "query.watermark");
        }
        return millis;
    }
}
