package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.language.ParsedSql;
import dev.tailrace.language.ParsedSql.Range;
import dev.tailrace.model.Node;
import dev.tailrace.model.PortRef;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.SettingsMapper;
import dev.tailrace.operator.SettingsMapper.Mapped;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TextParameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that stand for a text of SQL, as far as they are drawn. Each operator is asked what it makes of its inputs as
 * soon as it is drawn; what it complains about is told at the place in the SQL that its settings come from.
 */
final class Drawing {
    private static final int MAX_ID_LENGTH = 40;
    private static final int MAX_NAME_LENGTH = 48;

    private final ParsedSql sql;
    private final Catalogue catalogue;
    private final Environment environment;
    private final Path baseDirectory;
    private final SettingsMapper mapper;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Part> sinks = new HashSet<>();
    private final List<Problem> notes = new ArrayList<>();

    Drawing(ParsedSql sql, Catalogue catalogue, Environment environment, TextParameters texts, Path baseDirectory) {
        this.sql = sql;
        this.catalogue = catalogue;
        this.environment = environment;
        this.baseDirectory = baseDirectory;
        this.mapper = new SettingsMapper(catalogue, texts);
    }

    static ObjectNode settings() {
        return JsonNodeFactory.instance.objectNode();
    }

    ParsedSql sql() {
        return sql;
    }

    Environment environment() {
        return environment;
    }

    /** Where a node stands, whole: that of an ordered query and of one with WITH is only a part of it. */
    Range range(SqlNode node) {
        if (node instanceof SqlOrderBy || node instanceof SqlWith) {
            Range range = sql.range(node);
            for (SqlNode part : ((SqlCall) node).getOperandList()) {
                boolean isThere = part != null && !part.getParserPosition().equals(SqlParserPos.ZERO);
                range = isThere ? range.and(range(part)) : range;
            }
            return range;
        }
        return sql.range(node);
    }

    /** The text of a node as it is written. */
    String text(SqlNode node) {
        Range range = range(node);
        return sql.text().substring(range.start(), range.end());
    }

    Undrawable refuse(SqlNode node, String code, Object... arguments) {
        return refuse(range(node), code, arguments);
    }

    Undrawable refuse(Range place, String code, Object... arguments) {
        return new Undrawable(List.of(Problem.error(code, arguments).at(sql.span(place))));
    }

    /** Something that is drawn otherwise than it is written, which whoever imports it has to know. */
    void note(Range place, String code, Object... arguments) {
        notes.add(Problem.warning(code, arguments).at(sql.span(place)));
    }

    List<Problem> notes() {
        return notes;
    }

    boolean has(String operator) {
        return catalogue.operator(operator) != null;
    }

    /** How many nodes there are: those drawn from now on have this number or a greater one. */
    int size() {
        return parts.size();
    }

    /** Draws a node and gives what leaves its port {@code out}. */
    Stream add(Part part) {
        Operator<?> operator = catalogue.operator(part.operator());
        if (operator == null) {
            throw refuse(part.place(), "query.no-operator", part.operator());
        }
        StreamType type = output(operator, part).ports().get("out");
        if (type == null) {
            throw new IllegalStateException(part.operator() + " has no output");
        }
        parts.add(part);
        return new Stream(part, "out", type);
    }

    /** Draws a node that only takes rows. */
    void addSink(Part part) {
        Operator<?> operator = catalogue.operator(part.operator());
        if (operator == null) {
            throw refuse(part.place(), "query.no-operator", part.operator());
        }
        output(operator, part);
        parts.add(part);
        sinks.add(part);
    }

    private <S extends Record> Output output(Operator<S> operator, Part part) {
        Mapped<S> mapped = mapper.map(operator.settingsType(), part.settings());
        S settings = mapped.settings();
        if (settings == null) {
            throw told(part, mapped.problems());
        }
        Map<String, List<StreamType>> inputs = new LinkedHashMap<>();
        part.inputs()
                .forEach((port, streams) ->
                        inputs.put(port, streams.stream().map(Stream::type).toList()));
        for (Port port : operator.ports(settings)) {
            boolean changes =
                    inputs.getOrDefault(port.name(), List.of()).stream().anyMatch(StreamType::changes);
            // Changes in queries do not say from when on they hold, so they are no versions.
            boolean takesChanges = port.carries() != Port.Carries.ROWS && port.carries() != Port.Carries.VERSIONS;
            if (port.isInput() && !takesChanges && changes) {
                throw refuse(part.place(), "query.changes-into-rows", part.operator());
            }
        }
        Output output = operator.output(
                new Placement<>(part.operator(), settings, inputs, Set.of("out"), environment, baseDirectory));
        List<Problem> errors =
                output.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw told(part, errors);
        }
        return output;
    }

    /** Problems of a node at the places in the SQL. Remedies that change the node's settings mean nothing there. */
    private Undrawable told(Part part, List<Problem> problems) {
        return new Undrawable(problems.stream()
                .map(problem -> {
                    Fragment origin = part.origins().get(String.valueOf(problem.place()));
                    Problem.Span span = problem.span();
                    Problem plain = new Problem(
                            problem.code(), problem.arguments(), problem.severity(), null, null, null, List.of());
                    if (origin == null) {
                        return plain.at(sql.span(part.place()));
                    }
                    Problem placed = plain.at(span == null ? sql.span(origin.range()) : origin.origin(span));
                    boolean isReplacement =
                            problem.fixes().stream().allMatch(fix -> fix instanceof Problem.Fix.ReplaceText);
                    return span == null || !origin.isUnchanged() || !isReplacement
                            ? placed
                            : placed.fixedBy(problem.fixes().toArray(Problem.Fix[]::new));
                })
                .toList());
    }

    /** Gives the node of a stream the name of its rows, if it was drawn since there were so many nodes and has none. */
    void name(Stream stream, String name, int since) {
        Part part = stream.part();
        if (part == null || part.isLabelled() || parts.indexOf(part) < since) {
            return;
        }
        parts.stream().filter(other -> other.isLabelled(name)).forEach(other -> other.label(null));
        part.label(name);
    }

    /** A column name that the schema does not have: the wish, or the wish and a number. */
    static String free(String wish, Schema schema) {
        String name = wish;
        for (int number = 1; schema.contains(name); number++) {
            name = wish + "_" + number;
        }
        return name;
    }

    /** Takes out nodes whose rows nobody reads, as where only what is above them was used. */
    private void prune(Set<Part> ends) {
        boolean changed = true;
        while (changed) {
            Set<Part> read = new HashSet<>(ends);
            parts.forEach(part -> part.inputs()
                    .values()
                    .forEach(streams -> streams.forEach(stream -> {
                        if (stream.part() != null) {
                            read.add(stream.part());
                        }
                    })));
            changed = parts.retainAll(read);
        }
    }

    /**
     * What was drawn: nodes with ids of their names, and wires.
     *
     * @param out what leaves the drawing, or null where only sinks take rows
     */
    Result result(@Nullable Stream out) {
        Set<Part> ends = new HashSet<>(sinks);
        if (out != null && out.part() != null) {
            ends.add(out.part());
        }
        prune(ends);
        Map<Part, String> ids = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        Set<String> names = new HashSet<>();
        List<Node> nodes = new ArrayList<>();
        for (Part part : parts) {
            String id = free(slug(part.name()), taken);
            ids.put(part, id);
            nodes.add(Node.of(id, part.operator(), freeName(shortened(part.name()), names), part.settings()));
        }
        List<Wire> wires = new ArrayList<>();
        Map<String, List<PortRef>> inputs = new LinkedHashMap<>();
        ids.forEach((part, id) -> part.inputs().forEach((port, streams) -> {
            PortRef to = new PortRef(id, port);
            for (Stream stream : streams) {
                String from = ids.get(stream.part());
                if (from == null) {
                    inputs.computeIfAbsent(stream.port(), name -> new ArrayList<>())
                            .add(to);
                } else {
                    wires.add(new Wire(new PortRef(from, stream.port()), to, Map.of()));
                }
            }
        }));
        return new Result(nodes, wires, inputs, ids);
    }

    /**
     * @param inputs where the rows of each input of the whole drawing go
     * @param ids of the nodes
     */
    record Result(List<Node> nodes, List<Wire> wires, Map<String, List<PortRef>> inputs, Map<Part, String> ids) {
        @Nullable
        PortRef port(Stream stream) {
            String id = ids.get(stream.part());
            return id == null ? null : new PortRef(id, stream.port());
        }
    }

    private static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String cut =
                slug.length() > MAX_ID_LENGTH ? slug.substring(0, MAX_ID_LENGTH).replaceAll("-$", "") : slug;
        return cut.isEmpty() ? "node" : cut;
    }

    private static String free(String wish, Set<String> taken) {
        String id = wish;
        for (int number = 2; !taken.add(id); number++) {
            id = wish + "-" + number;
        }
        return id;
    }

    private static String freeName(String wish, Set<String> taken) {
        String name = wish;
        for (int number = 2; !taken.add(name); number++) {
            name = wish + " " + number;
        }
        return name;
    }

    private static String shortened(String name) {
        String line = name.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_NAME_LENGTH ? line : line.substring(0, MAX_NAME_LENGTH - 1) + "…";
    }
}
