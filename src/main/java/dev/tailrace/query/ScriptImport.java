package dev.tailrace.query;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Environment;
import dev.tailrace.language.ParsedSql;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.TextParameters;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.flink.sql.parser.ddl.SqlSet;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTable;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTableAs;
import org.apache.flink.sql.parser.ddl.table.SqlCreateTableLike;
import org.apache.flink.sql.parser.ddl.view.SqlCreateView;
import org.apache.flink.sql.parser.dml.RichSqlInsert;
import org.apache.flink.sql.parser.dml.SqlBeginStatementSet;
import org.apache.flink.sql.parser.dml.SqlEndStatementSet;
import org.apache.flink.sql.parser.dml.SqlExecute;
import org.apache.flink.sql.parser.dml.SqlStatementSet;
import org.jspecify.annotations.Nullable;

/**
 * A script of Flink SQL as a pipeline: tables become sources and sinks, views and queries what they are drawn of. Only what
 * leads to an INSERT INTO or to a bare query is drawn; a script without either shows its views.
 */
public final class ScriptImport {
    /**
     * @param pipeline without places for its nodes; null if something cannot be drawn
     * @param problems with spans in the script; warnings tell what was left out or stands for something else
     */
    public record Imported(@Nullable Pipeline pipeline, List<Problem> problems) {
        public Imported {
            problems = List.copyOf(problems);
        }
    }

    private final Drawing drawing;
    private final Queries queries;
    private final SourceTables sources;
    private final SinkTables sinks;
    private final Tables tables = new Tables(null);
    private final Map<String, TableDeclaration> declared = new HashMap<>();
    private final Map<String, SqlCreateView> views = new LinkedHashMap<>();
    private final List<Problem> errors = new ArrayList<>();
    private Pipeline pipeline;
    private int results;

    private ScriptImport(ParsedSql sql, Pipeline pipeline, Catalogue catalogue, Environment environment) {
        this.pipeline = pipeline;
        this.drawing = new Drawing(
                sql,
                catalogue,
                environment,
                new TextParameters(Map.of()),
                Path.of("").toAbsolutePath());
        this.queries = new Queries(drawing);
        this.sources = new SourceTables(drawing);
        this.sinks = new SinkTables(drawing);
    }

    /** @param name of the pipeline, unless the script sets one */
    public static Imported of(String script, String name, Catalogue catalogue) {
        ParsedSql sql = ParsedSql.of(script);
        if (!sql.problems().isEmpty()) {
            return new Imported(
                    null, sql.problems().stream().map(ScriptImport::ofScript).toList());
        }
        Environment environment = new Environment(zone(sql), Map.of());
        return new ScriptImport(sql, Pipeline.empty(name), catalogue, environment).run(sql.statements());
    }

    /** The parser's words speak of expressions where nothing at all is understood. */
    private static Problem ofScript(Problem problem) {
        String code =
                switch (problem.code()) {
                    case "language.empty" -> "query.no-statement";
                    case "language.unreadable" -> "query.not-a-statement";
                    default -> problem.code();
                };
        Problem.Span span = problem.span();
        return code.equals(problem.code()) || span == null
                ? problem
                : Problem.error(code).at(span);
    }

    /** Where the session's time zone is set it holds for the whole script: a pipeline has one. */
    private static ZoneId zone(ParsedSql sql) {
        for (SqlNode statement : sql.statements()) {
            if (statement instanceof SqlSet set && "table.local-time-zone".equals(set.getKeyString())) {
                try {
                    return ZoneId.of(set.getValueString());
                } catch (DateTimeException unknown) {
                    return ZoneId.of("UTC");
                }
            }
        }
        return ZoneId.of("UTC");
    }

    private Imported run(List<SqlNode> statements) {
        for (SqlNode statement : statements) {
            attempt(() -> take(statement));
        }
        if (results == 0 && errors.isEmpty()) {
            views.forEach((name, view) -> {
                if (tables.unused().contains(name)) {
                    attempt(() -> show(view.getQuery(), new SqlIdentifier(name, view.getParserPosition()), name));
                }
            });
        }
        List<Problem> problems = new ArrayList<>(errors);
        problems.addAll(drawing.notes());
        if (!errors.isEmpty()) {
            return new Imported(null, problems);
        }
        Drawing.Result drawn = drawing.result(null);
        return new Imported(pipeline.withNodes(drawn.nodes()).withWires(drawn.wires()), problems);
    }

    private void attempt(Runnable statement) {
        try {
            statement.run();
        } catch (Undrawable undrawable) {
            errors.addAll(undrawable.problems());
        } catch (StackOverflowError tooDeep) {
            errors.add(Problem.error("language.too-deep"));
        }
    }

    private void take(SqlNode statement) {
        if (statement instanceof SqlCreateTableAs || statement instanceof SqlCreateTableLike) {
            throw drawing.refuse(statement, "query.create-table-from");
        } else if (statement instanceof SqlCreateTable table) {
            TableDeclaration declaration = TableDeclaration.of(table, drawing);
            declared.put(declaration.name(), declaration);
            tables.declare(declaration);
            tables.add(declaration.name(), () -> sources.draw(declaration));
        } else if (statement instanceof SqlCreateView view) {
            String[] name = view.getFullName();
            String last = name[name.length - 1];
            views.put(last, view);
            Tables before = tables;
            tables.add(
                    last,
                    () -> queries.named(
                            queries.draw(view.getQuery(), view.getFieldList(), before, last), view.getQuery(), last));
        } else if (statement instanceof RichSqlInsert insert) {
            insert(insert);
        } else if (statement instanceof SqlStatementSet set) {
            set.getInserts().forEach(insert -> attempt(() -> insert(insert)));
        } else if (statement instanceof SqlExecute execute) {
            take(execute.getStatement());
        } else if (statement instanceof SqlSet set) {
            configure(set);
        } else if (Queries.isQuery(statement)) {
            results++;
            show(statement, statement, results == 1 ? "result" : "result " + results);
        } else if (!(statement instanceof SqlBeginStatementSet) && !(statement instanceof SqlEndStatementSet)) {
            throw drawing.refuse(statement, "query.statement");
        }
    }

    private void show(SqlNode query, SqlNode place, String name) {
        SqlNode shown = views.containsKey(name) ? place : query;
        Relation rows = shown instanceof SqlIdentifier view
                ? new From(drawing, queries).named(view, tables)
                : queries.result(query, tables, name, false);
        Scope settled = new Pendings(drawing).settle(Scope.of(null, rows));
        sinks.show(settled.stream(), "show " + name, drawing.range(query));
    }

    private void insert(RichSqlInsert insert) {
        results++;
        SqlIdentifier target = (SqlIdentifier) insert.getTargetTableID();
        String name = target.names.get(target.names.size() - 1);
        TableDeclaration table = declared.get(name);
        if (table == null) {
            throw drawing.refuse(target, "query.unknown-sink", name);
        }
        if (!insert.getStaticPartitions().isEmpty()) {
            throw drawing.refuse(insert.getStaticPartitions(), "query.static-partition");
        }
        Relation rows = insert.getSource().getKind() == SqlKind.VALUES
                ? sinks.values(insert, table)
                : queries.result(insert.getSource(), tables, name + " rows", false);
        sinks.insert(insert, rows, table);
    }

    private void configure(SqlSet set) {
        String key = set.getKeyString();
        String value = set.getValueString();
        if (key == null || value == null) {
            return;
        }
        switch (key) {
            case "pipeline.name" -> pipeline = pipeline.withName(value);
            case "table.local-time-zone" -> pipeline = inZone(value, set);
            // What the drawing says anyway, or every run of it does.
            case "execution.runtime-mode", "parallelism.default", "pipeline.auto-watermark-interval" -> {
                if (value.toLowerCase(Locale.ROOT).equals("batch")) {
                    throw drawing.refuse(set.getValue(), "query.batch-mode");
                }
            }
            default -> drawing.note(drawing.range(set.getKey()), "query.setting-ignored", key);
        }
    }

    private Pipeline inZone(String zone, SqlSet set) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw drawing.refuse(set.getValue(), "operator.unknown-zone", zone);
        }
        return new Pipeline(
                pipeline.name(),
                zone,
                pipeline.parallelism(),
                pipeline.checkpointInterval(),
                pipeline.flow(),
                pipeline.parameters(),
                pipeline.nodes(),
                pipeline.wires(),
                pipeline.layout(),
                pipeline.attachments(),
                pipeline.extra());
    }
}
