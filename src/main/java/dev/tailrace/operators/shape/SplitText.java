package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.BytesBuilder;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.IntsBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.TypeGroup;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Outlet;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of each part of a text: of the words of a line, the items of a list.
 *
 * <p>The other columns are repeated. What is between two delimiters is a part, and may be empty; a text without one is a
 * single part; NULL and the empty text have none, so their rows leave nothing, as with Flink's {@code UNNEST(SPLIT(…))}.
 * With a regular expression, matches of no length divide nothing. Rows of a changelog keep their kinds.
 */
@AutoService(Operator.class)
public final class SplitText implements TransformOperator<SplitText.Settings> {
    /**
     * What is split, and where.
     *
     * @param delimiter may be blanks, which are a text only where null would be allowed, too
     * @param name of the column of parts
     * @param position name of a column with the number of the part, from 1 on; null for none
     */
    public record Settings(
            @Setting(kind = Kind.COLUMN, types = TypeGroup.TEXT) String column,
            @Setting(kind = Kind.LONG_TEXT, defaultJson = "\",\"") @Nullable String delimiter,
            @Setting(kind = Kind.SWITCH, defaultJson = "false") boolean regex,
            @Setting(kind = Kind.TEXT, defaultJson = "\"part\"") String name,
            @Setting(kind = Kind.TEXT) @Nullable String position,
            @Setting(kind = Kind.SWITCH, defaultJson = "true") boolean keepText) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "split-text",
                "operators",
                Family.SHAPE,
                "mdi2f-format-list-bulleted",
                List.of(Port.inPassed(), Port.outPassed("out")),
                List.of("split to rows", "tokenize", "words", "delimiter", "lines", "explode", "flatten"),
                List.of("UNNEST(SPLIT) (Flink)", "SplitText (NiFi)", "Split field to rows (Hop)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Settings settings = placement.settings();
        StreamType input = placement.input();
        Problem unknown = ColumnNames.check(settings.column(), input.schema(), "column");
        if (unknown != null) {
            return Output.failed(unknown);
        }
        List<Problem> problems = new ArrayList<>();
        int text = input.schema().indexOf(settings.column());
        if (!input.schema().field(text).type().is(TypeKind.STRING)) {
            problems.add(Problem.error(
                            "operators.split-text.no-text",
                            settings.column(),
                            input.schema().field(text).type())
                    .in("column"));
        }
        if (delimiter(settings).isEmpty()) {
            problems.add(Problem.error("operators.split-text.no-delimiter").in("delimiter"));
        }
        if (settings.regex()) {
            try {
                Pattern.compile(delimiter(settings));
            } catch (PatternSyntaxException wrong) {
                problems.add(Problem.error("operators.parse.pattern", wrong.getDescription(), wrong.getIndex() + 1)
                        .in("delimiter"));
            }
        }
        PassedOn passedOn = passedOn(placement);
        List<Field> fields = new ArrayList<>(passedOn.fields());
        Set<String> names = new HashSet<>(new Schema(fields).names());
        add(Field.of(settings.name(), DataType.STRING), "name", names, fields, problems);
        if (settings.position() != null) {
            add(Field.required(settings.position(), DataType.INT), "position", names, fields, problems);
        }
        if (!problems.isEmpty()) {
            return Output.failed(problems);
        }
        return Output.of("out", passedOn.output(new Schema(fields)));
    }

    private static String delimiter(Settings settings) {
        return Objects.requireNonNullElse(settings.delimiter(), "");
    }

    private static void add(Field field, String place, Set<String> names, List<Field> fields, List<Problem> problems) {
        Problem taken = ColumnNames.take(field.name(), names, place);
        if (taken == null) {
            fields.add(field);
        } else {
            problems.add(taken);
        }
    }

    private static PassedOn passedOn(Placement<Settings> placement) {
        Settings settings = placement.settings();
        return PassedOn.of(placement.input(), settings.column(), settings.keepText());
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        BitSet columns = new BitSet();
        passedOn(placement).demand(demanded.getOrDefault("out", new BitSet()), columns);
        columns.set(placement.input().schema().indexOf(placement.settings().column()));
        return Map.of("in", columns);
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return new Running(setup, passedOn(setup.placement()).columns());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (settings.regex()) {
            return new FlinkNode.Refused(Problem.error("operators.split-text.flink-regex"), "regex");
        }
        List<String> columns = new ArrayList<>();
        for (Field field : passedOn(placement).fields()) {
            columns.add("r." + FlinkScript.quote(field.name()));
        }
        String part = FlinkScript.quote(settings.name());
        columns.add("p." + part);
        String alias = "p (" + part + ")";
        if (settings.position() != null) {
            String position = FlinkScript.quote(settings.position());
            columns.add("p." + position);
            alias = "WITH ORDINALITY AS p (" + part + ", " + position + ")";
        } else {
            alias = "AS " + alias;
        }
        return FlinkNode.Views.of(
                "out",
                "SELECT " + String.join(", ", columns) + "\nFROM " + script.view() + " AS r\nCROSS JOIN UNNEST(SPLIT(r."
                        + FlinkScript.quote(settings.column()) + ", " + FlinkScript.literal(delimiter(settings))
                        + ")) " + alias);
    }

    @Override
    public String summary(Settings settings) {
        return settings.column() + " · " + delimiter(settings);
    }

    private static final class Running implements Processor {
        private final int text;
        private final int[] passedOn;
        private final byte[] delimiter;
        private final @Nullable Matcher matcher;
        private final BatchBuilder rows;
        private final int part;
        private final int position;

        Running(Setup<Settings> setup, int[] passedOn) {
            Settings settings = setup.settings();
            this.text = setup.inputSchema().indexOf(settings.column());
            this.passedOn = passedOn;
            this.delimiter = delimiter(settings).getBytes(StandardCharsets.UTF_8);
            this.matcher =
                    settings.regex() ? Pattern.compile(delimiter(settings)).matcher("") : null;
            this.rows = new BatchBuilder(setup.outputSchema("out"), setup.demanded("out"));
            this.part = passedOn.length;
            this.position = settings.position() == null ? -1 : passedOn.length + 1;
        }

        @Override
        public void process(int port, Batch batch, Outlet out) {
            Column.Bytes texts = (Column.Bytes) batch.column(text);
            for (int i = 0; i < batch.rows(); i++) {
                int index = batch.index(i);
                if (!texts.isNull(index) && texts.starts[index] < texts.ends[index]) {
                    if (matcher == null) {
                        split(batch, index, texts, out);
                    } else {
                        split(batch, index, matcher.reset(texts.string(index)), texts.string(index), out);
                    }
                }
            }
            if (!rows.isEmpty()) {
                out.emit(0, rows.build());
            }
        }

        private void split(Batch batch, int index, Column.Bytes texts, Outlet out) {
            byte[] b = texts.buffer;
            int end = texts.ends[index];
            int from = texts.starts[index];
            int number = 1;
            for (int at = from; at <= end - delimiter.length; ) {
                if (Arrays.equals(b, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                    add(batch, index, b, from, at, number++, out);
                    at += delimiter.length;
                    from = at;
                } else {
                    at++;
                }
            }
            add(batch, index, b, from, end, number, out);
        }

        private void split(Batch batch, int index, Matcher matches, String whole, Outlet out) {
            int from = 0;
            int number = 1;
            while (matches.find()) {
                if (matches.end() > matches.start()) {
                    byte[] found = whole.substring(from, matches.start()).getBytes(StandardCharsets.UTF_8);
                    add(batch, index, found, 0, found.length, number++, out);
                    from = matches.end();
                }
            }
            byte[] rest = whole.substring(from).getBytes(StandardCharsets.UTF_8);
            add(batch, index, rest, 0, rest.length, number, out);
        }

        private void add(Batch batch, int index, byte[] b, int from, int to, int number, Outlet out) {
            for (int i = 0; i < passedOn.length; i++) {
                if (rows.demands(i)) {
                    rows.column(i).appendFrom(batch.column(passedOn[i]), index);
                }
            }
            if (rows.demands(part)) {
                ((BytesBuilder) rows.column(part)).append(b, from, to);
            }
            if (position >= 0 && rows.demands(position)) {
                ((IntsBuilder) rows.column(position)).append(number);
            }
            rows.endRow(batch.kindAt(index));
            if (rows.isFull()) {
                out.emit(0, rows.build());
            }
        }
    }
}
