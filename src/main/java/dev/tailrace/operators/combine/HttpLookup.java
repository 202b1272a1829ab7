package dev.tailrace.operators.combine;

import com.google.auto.service.AutoService;
import dev.tailrace.connectors.http.HttpTable;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.ComputableRows;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.FailingRows;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.TransformOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.lookup.LookupPlan;
import dev.tailrace.operator.lookup.RequestPolicy;
import dev.tailrace.operator.lookup.RequestedLookup;
import dev.tailrace.operator.lookup.RequestedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server about each row, over HTTP, and adds the columns of its answer.
 *
 * <p>The address names columns in braces, and their values, percent-encoded, make it the row's own. The
 * answer is JSON: an object is a row of the table, an array of objects is several, each of which makes a row of the
 * output; null, an empty array and the statuses 204 and 404 are none, and then the row leaves not at all or with NULLs.
 * If a column of the address is NULL, nothing is asked and nothing is found.
 *
 * <p>Several requests are under way at a time; rows with the same key share one, and what was found is remembered for a
 * while. Rows leave in the order in which they came, or, where that is not kept, as they are answered, but never past a
 * watermark: so event time passes through and no row becomes late by waiting. A request that times out or fails in a way
 * that may pass is repeated, each time after twice as long; rows for which there is no answer in the end, or one that
 * cannot be read, go to the port {@code error} as they came in, or stop the run, or are left out, as do rows whose
 * condition cannot be computed.
 *
 * <p>Of a changelog each row that is added is asked for, in order; what it was given is remembered until it is taken back,
 * since the server might say something else by then. As Flink's lookup join does where it is told to resolve what
 * is not deterministic in updates.
 *
 * <p>What a server says is its own: this node is outside of what is the same on every run. Nothing is asked before a run,
 * nor for a preview or a test.
 */
@AutoService(Operator.class)
public final class HttpLookup implements TransformOperator<HttpLookup.Settings> {
    /** A header of every request. */
    public record Header(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.TEXT) String value) {}

    /**
     * @param rows path in the answer to the rows, or null where the answer is the rows
     * @param condition over the columns of both, under their names in the output; null for none
     * @param prefix before the names of the answer's columns
     * @param timeout until an answer is there as a whole
     * @param attempts how often a key is asked for before its rows fail
     * @param retryDelay after the first failure; doubled after each further one
     * @param requests how many are under way at a time
     * @param keepOrder whether rows leave in the order in which they came
     * @param cachedKeys how many keys are remembered that no row waits for; 0 for none
     * @param cacheTime how long an answer is good
     */
    public record Settings(
            @Setting(kind = Kind.URL) String url,
            @Setting(kind = Kind.LIST) List<ColumnDeclaration> columns,
            @Setting(kind = Kind.TEXT) @Nullable String rows,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"inner\"", texts = "lookup-join") LookupJoin.Type type,
            @Setting(kind = Kind.EXPRESSION, texts = "join") @Nullable String condition,
            @Setting(kind = Kind.TEXT, advanced = true) @Nullable String prefix,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<Header> headers,
            @Setting(kind = Kind.DURATION, defaultJson = "\"10 s\"") Duration timeout,
            @Setting(kind = Kind.NUMBER, defaultJson = "3", min = 1, max = 100, advanced = true) int attempts,
            @Setting(kind = Kind.DURATION, defaultJson = "\"500 ms\"", advanced = true) Duration retryDelay,
            @Setting(kind = Kind.NUMBER, defaultJson = "16", min = 1, max = 1024) int requests,
            @Setting(kind = Kind.SWITCH, defaultJson = "true", advanced = true) boolean keepOrder,
            @Setting(kind = Kind.NUMBER, defaultJson = "10000", min = 0, max = 1e7, advanced = true) int cachedKeys,
            @Setting(kind = Kind.DURATION, defaultJson = "\"1 min\"", advanced = true) Duration cacheTime,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"stop\"", advanced = true) ErrorPolicy onError) {
        public Settings {
            columns = List.copyOf(columns);
            headers = List.copyOf(headers);
        }
    }

    /** Rows that wait for answers; then no more are read. */
    private static final int MAX_WAITING_ROWS = 10_000;

    private static final int ERROR = 1;

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "http-lookup",
                "operators",
                Family.COMBINE,
                "mdi2w-web",
                List.of(Port.inPassed(), Port.outPassed("out"), Port.errors()),
                List.of("enrich", "rest", "api", "web service", "request", "get", "json", "async", "lookup", "url"),
                List.of("Async I/O (Flink)", "RequestResponseIO (Beam)", "REST client (Hop)", "InvokeHTTP (NiFi)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        HttpLookupShape shape = new HttpLookupShape(placement);
        StreamType errors = ComputableRows.errors(placement.input());
        if (shape.problems().stream().anyMatch(Problem::isError)) {
            return new Output(Map.of("error", errors), shape.problems());
        }
        StreamType input = placement.input();
        List<Problem> problems = new ArrayList<>(shape.problems());
        if (input.changes()) {
            problems.add(Problem.warning("operators.http-lookup.unbounded"));
        }
        StreamType out = new StreamType(shape.output(), input.changes(), input.eventTime());
        return new Output(Map.of("out", out, "error", errors), problems);
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        LookupPlan plan = new HttpLookupShape(placement).plan(demanded.getOrDefault("out", new BitSet()));
        return Map.of("in", plan.inputColumns(demanded.getOrDefault("error", new BitSet())));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return processor(setup, table(setup));
    }

    /** The table that a run asks. */
    static RequestedTable table(Setup<Settings> setup) {
        HttpLookupShape shape = new HttpLookupShape(setup.placement());
        LookupPlan plan = shape.plan(setup.demanded("out"));
        return new HttpTable(shape.asking(), shape.answer(), plan.table(), plan.tableColumns(), setup.shown());
    }

    /** The lookup in such a table. */
    static Processor processor(Setup<Settings> setup, RequestedTable table) {
        Settings settings = setup.settings();
        LookupPlan plan = new HttpLookupShape(setup.placement()).plan(setup.demanded("out"));
        RequestPolicy policy = new RequestPolicy(
                settings.requests(),
                1,
                MAX_WAITING_ROWS,
                settings.timeout(),
                settings.attempts(),
                settings.retryDelay(),
                settings.keepOrder(),
                settings.cachedKeys(),
                settings.cacheTime());
        return new RequestedLookup(
                plan,
                plan.inputColumns(setup.demanded("error")),
                setup.placement().input().changes(),
                table,
                policy,
                context -> FailingRows.of(setup, setup.inputSchema(), settings.onError(), ERROR, context));
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return new FlinkNode.Refused(Problem.error("operators.http-lookup.flink"), null);
    }

    @Override
    public String summary(Settings settings) {
        // Where, rather than how.
        int scheme = settings.url().indexOf("://");
        return scheme < 0 ? settings.url() : settings.url().substring(scheme + 3);
    }
}
