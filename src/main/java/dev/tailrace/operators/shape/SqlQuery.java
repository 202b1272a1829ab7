package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.CompositeOperator;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.StreamType;
import dev.tailrace.query.QueryDrawing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Asks one SQL query of its inputs.
 *
 * <p>Each input is a table with a name of its own. The query is Flink SQL; it is drawn of other operators, which are what
 * runs, on both runtimes, and what the designer puts in its place when the node is exploded. What cannot be drawn is
 * told at its place in the query. Nulls, time and changelogs are those of the operators that are drawn.
 */
@AutoService(Operator.class)
public final class SqlQuery implements CompositeOperator<SqlQuery.Settings> {
    /** The name of an input, in the query and of its port. */
    public record Table(@Setting(kind = Kind.TEXT) String name) {}

    /** @param query one query, with all that {@link QueryDrawing} draws */
    public record Settings(
            @Setting(kind = Kind.LIST, defaultJson = "[{\"name\": \"input\"}]") List<Table> tables,
            @Setting(kind = Kind.QUERY, defaultJson = "\"SELECT *\\nFROM input\"") String query) {
        public Settings {
            tables = List.copyOf(tables);
        }
    }

    private static final String OUT = "out";
    private static final String QUERY = "query";

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "sql-query",
                "operators",
                Family.SHAPE,
                "mdi2d-database-search-outline",
                List.of(input("input"), Port.outPassed(OUT)),
                List.of("select", "statement", "from", "where", "group by", "join", "flink sql"),
                List.of("sqlQuery (Flink)", "SqlTransform (Beam)", "QueryRecord (NiFi)"));
    }

    private static Port input(String name) {
        return new Port(name, Port.Side.INPUT, Port.Carries.CHANGES, false, false);
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Port> ports(Settings settings) {
        List<Port> ports = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        settings.tables().stream().map(Table::name).filter(SqlQuery::isPortName).forEach(names::add);
        names.forEach(name -> ports.add(input(name)));
        ports.add(Port.outPassed(OUT));
        return ports;
    }

    private static boolean isPortName(String name) {
        return name.matches("[A-Za-z0-9_-]+") && !name.equals(OUT);
    }

    @Override
    public Expansion expand(Placement<Settings> placement, Catalogue catalogue) {
        Settings settings = placement.settings();
        List<Problem> problems = tableProblems(settings);
        if (!problems.isEmpty()) {
            return Expansion.failed(problems);
        }
        Map<String, StreamType> tables = new LinkedHashMap<>();
        for (Table table : settings.tables()) {
            tables.put(
                    table.name(),
                    Objects.requireNonNull(placement.inputs().get(table.name())).get(0));
        }
        Expansion expansion = QueryDrawing.of(
                settings.query(), tables, QUERY, placement.environment(), placement.baseDirectory(), catalogue);
        Output output = expansion.output();
        return output.problems().isEmpty()
                ? expansion
                : Expansion.failed(output.problems().stream()
                        .map(problem -> problem.in(QUERY))
                        .toList());
    }

    private static List<Problem> tableProblems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (settings.tables().isEmpty()) {
            problems.add(Problem.error("operators.sql-query.no-tables").in("tables"));
        }
        for (int i = 0; i < settings.tables().size(); i++) {
            String name = settings.tables().get(i).name();
            String place = "tables[" + i + "].name";
            if (!isPortName(name)) {
                problems.add(
                        Problem.error("operators.sql-query.table-name", name).in(place));
            } else if (!names.add(name)) {
                problems.add(
                        Problem.error("operators.sql-query.table-twice", name).in(place));
            }
        }
        return problems;
    }

    @Override
    public String summary(Settings settings) {
        return settings.query().strip().replaceAll("\\s+", " ");
    }
}
