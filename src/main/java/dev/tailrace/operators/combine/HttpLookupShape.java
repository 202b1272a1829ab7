package dev.tailrace.operators.combine;

import dev.tailrace.connectors.http.HttpTable;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.json.JsonRows;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ColumnTemplate;
import dev.tailrace.operator.ConditionCheck;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.SecretReferences;
import dev.tailrace.operator.format.FormatSchema;
import dev.tailrace.operator.join.JoinType;
import dev.tailrace.operator.lookup.LookupPlan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An {@link HttpLookup} as it stands in a drawing. The table it looks up has the columns of the answer, and behind them
 * those of the key, which the answer need not have and which do not leave.
 */
final class HttpLookupShape {
    /** Types whose values have one text that everybody writes. */
    private static final Set<TypeKind> KEY_TYPES = Set.of(
            TypeKind.STRING,
            TypeKind.TINYINT,
            TypeKind.SMALLINT,
            TypeKind.INT,
            TypeKind.BIGINT,
            TypeKind.DECIMAL,
            TypeKind.BOOLEAN,
            TypeKind.DATE);

    /** Names of headers that commonly carry what lets somebody in. */
    private static final Pattern LETS_IN =
            Pattern.compile("authorization|cookie|api-?key|token|secret|password", Pattern.CASE_INSENSITIVE);

    private static final Pattern WITH_PASSWORD = Pattern.compile("https?://[^/?#]*:[^/?#]*@", Pattern.CASE_INSENSITIVE);

    private final HttpLookup.Settings settings;
    private final Placement<HttpLookup.Settings> placement;
    private final Schema input;
    private final ColumnTemplate url;
    private final List<Problem> problems = new ArrayList<>();
    private final Schema answer;
    private final List<Field> pair = new ArrayList<>();
    private final @Nullable Expression condition;

    HttpLookupShape(Placement<HttpLookup.Settings> placement) {
        this.placement = placement;
        this.settings = placement.settings();
        this.input = placement.input().schema();
        this.url = new ColumnTemplate(settings.url(), input::contains);
        checkAddress();
        checkHeaders();
        FormatSchema declared = new JsonFormat().schema(JsonFormat.Settings.of(settings.columns()));
        this.answer = declared.schema();
        problems.addAll(declared.problems());
        if (settings.columns().isEmpty()) {
            problems.add(Problem.error("operators.http-lookup.no-columns").in("columns"));
        }
        String rows = settings.rows();
        if (rows != null && !JsonRows.isPath(rows)) {
            problems.add(Problem.error("operators.http-lookup.rows", rows).in("rows"));
        }
        addPair();
        String text = settings.condition();
        this.condition = text == null || text.isBlank() || !problems.isEmpty() ? null : checkCondition(text);
        checkTimes();
        warnOfOpenSecrets();
    }

    private void checkAddress() {
        for (String name : ColumnTemplate.names(settings.url())) {
            Problem unknown = ColumnNames.check(name, input, "url");
            if (unknown != null) {
                // A fix would have to know where in the text of the file the name stands.
                problems.add(unknown.fixedBy());
                continue;
            }
            DataType type = input.field(input.indexOf(name)).type();
            if (!KEY_TYPES.contains(type.kind())) {
                problems.add(Problem.error("operators.http-lookup.key-type", name, type)
                        .in("url"));
            }
        }
        if (!problems.isEmpty()) {
            return;
        }
        if (url.columns().isEmpty()) {
            problems.add(Problem.error("operators.http-lookup.no-key").in("url"));
        }
        // A secret may be any part of it.
        String example = SecretReferences.masked(url.fill(column -> "x")).replace(SecretReferences.MASK, "x");
        if (!settings.url().startsWith("${secret:") && !HttpTable.isAddress(example)) {
            problems.add(Problem.error("operators.http-lookup.address").in("url"));
        }
    }

    private void checkHeaders() {
        for (int i = 0; i < settings.headers().size(); i++) {
            HttpLookup.Header header = settings.headers().get(i);
            if (!HttpTable.isHeader(header.name(), "0")) {
                problems.add(Problem.error("operators.http-lookup.header", header.name())
                        .in("headers[" + i + "].name"));
            }
        }
    }

    /** What lets somebody in should not stand in a file that is shared. */
    private void warnOfOpenSecrets() {
        for (int i = 0; i < settings.headers().size(); i++) {
            HttpLookup.Header header = settings.headers().get(i);
            boolean isOpen = !header.value().isBlank()
                    && SecretReferences.masked(header.value()).equals(header.value());
            if (isOpen && LETS_IN.matcher(header.name()).find()) {
                problems.add(
                        Problem.warning("operators.http-lookup.open-secret").in("headers[" + i + "].value"));
            }
        }
        if (WITH_PASSWORD.matcher(settings.url()).lookingAt()
                && SecretReferences.masked(settings.url()).equals(settings.url())) {
            problems.add(Problem.warning("operators.http-lookup.open-password").in("url"));
        }
    }

    private void addPair() {
        Set<String> names = new HashSet<>(input.names());
        String prefix = settings.prefix() == null ? "" : settings.prefix();
        pair.addAll(input.fields());
        for (int i = 0; i < answer.size(); i++) {
            Field field = answer.field(i).renamed(prefix + answer.field(i).name());
            Problem taken = ColumnNames.take(field.name(), names, "columns[" + i + "].name");
            if (taken == null) {
                pair.add(field);
            } else {
                problems.add(taken);
            }
        }
    }

    private @Nullable Expression checkCondition(String text) {
        Checked checked = placement.check(text, new Schema(pair));
        problems.addAll(ConditionCheck.problems(checked, "condition"));
        return checked.expression();
    }

    private void checkTimes() {
        if (settings.timeout().isZero()) {
            problems.add(Problem.error("operators.http-lookup.no-time").in("timeout"));
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The columns that leave: those of the input, then those of the answer, which may always be NULL. */
    Schema output() {
        return new Schema(pair);
    }

    Schema answer() {
        return answer;
    }

    /** What the server is asked; the values of secrets are in the settings by then. */
    HttpTable.Asking asking() {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.headers().forEach(header -> headers.put(header.name(), header.value()));
        return new HttpTable.Asking(url, headers, settings.columns(), settings.rows(), settings.timeout());
    }

    /** @param demanded positions in {@link #output()} */
    LookupPlan plan(BitSet demanded) {
        List<Field> table = new ArrayList<>(answer.fields());
        List<String> keys = url.columns();
        for (String key : keys) {
            String name = "key " + key;
            while (answer.contains(name)) {
                name = name + " ";
            }
            table.add(Field.required(name, input.field(input.indexOf(key)).type()));
        }
        return new LookupPlan(
                input,
                keys.stream().mapToInt(input::indexOf).toArray(),
                new Schema(table),
                IntStream.range(answer.size(), table.size()).toArray(),
                output(),
                output(),
                demanded,
                condition,
                settings.type() == LookupJoin.Type.LEFT ? JoinType.LEFT : JoinType.INNER);
    }
}
