package dev.tailrace.operators.shape;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ErrorPolicy;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hides what stands in columns: by a hash, by stars, by cutting off, or altogether.
 *
 * <p>Each way is a SQL expression over the column as text, so that both runtimes compute the same. NULL stays NULL,
 * except where a constant takes the place of everything. A hash is SHA-256 over the salt and the text, in hexadecimal
 * digits: equal values stay equal, and who knows the salt can try values out, so it hides as well as the salt is kept.
 * Texts that are not longer than what would stay readable become stars altogether. Masked columns are STRING, apart
 * from those that become NULL; a masked event time is one no more. Rows of a changelog keep their kinds.
 */
@AutoService(Operator.class)
public final class Mask implements TransformOperator<Mask.Settings> {
    /** How a value is hidden. */
    public enum Method {
        HASH,
        KEEP_FIRST,
        KEEP_LAST,
        TRUNCATE,
        CONSTANT,
        CLEAR
    }

    /**
     * A column and how it is hidden.
     *
     * @param characters that stay readable, of those ways that leave some
     * @param constant what stands in the place of every value, for {@link Method#CONSTANT}
     */
    public record MaskedColumn(
            @Setting(kind = Kind.COLUMN) String column,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"hash\"") Method method,
            @Setting(
                            kind = Kind.NUMBER,
                            defaultJson = "4",
                            min = 0,
                            max = 1_000_000,
                            shownWhen = "method: keep-first, keep-last, truncate")
                    int characters,
            @Setting(kind = Kind.TEXT, defaultJson = "\"***\"", shownWhen = "method: constant") String constant) {}

    /**
     * What is hidden.
     *
     * @param salt put before texts that are hashed; null for nothing
     */
    public record Settings(
            @Setting(kind = Kind.LIST) List<MaskedColumn> columns, @Setting(kind = Kind.TEXT) @Nullable String salt) {
        public Settings {
            columns = List.copyOf(columns);
        }
    }

    private static final int NO_ERROR_PORT = -1;

    /** What the settings say, as far as they are right. */
    private record Result(ComputedColumns columns, List<Problem> problems) {}

    @Override
    public OperatorSpec spec() {
        return new OperatorSpec(
                "mask",
                "operators",
                Family.SHAPE,
                "mdi2e-eye-off-outline",
                List.of(Port.inPassed(), Port.outPassed("out")),
                List.of("hide", "anonymise", "pseudonymise", "hash", "redact", "privacy", "gdpr", "sha-256", "stars"),
                List.of("SHA2 (SQL)", "CryptographicHashContent (NiFi)", "Data masking (Informatica)"));
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        Result result = check(placement);
        StreamType input = placement.input();
        if (result.problems.stream().anyMatch(Problem::isError)) {
            return Output.failed(result.problems);
        }
        return new Output(Map.of("out", result.columns.stream(input)), result.problems);
    }

    private static Result check(Placement<Settings> placement) {
        Settings settings = placement.settings();
        Schema input = placement.input().schema();
        List<ComputedColumns.Result> columns = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            columns.add(ComputedColumns.Result.passing(input.field(i), i));
        }
        List<Problem> problems = new ArrayList<>();
        if (settings.columns().isEmpty()) {
            problems.add(Problem.error("operators.mask.no-columns").in("columns"));
        }
        boolean hashes = settings.columns().stream().anyMatch(column -> column.method() == Method.HASH);
        if (hashes && settings.salt() == null) {
            problems.add(Problem.warning("operators.mask.no-salt").in("salt"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < settings.columns().size(); i++) {
            MaskedColumn masked = settings.columns().get(i);
            String place = "columns[" + i + "].column";
            Problem unknown = ColumnNames.check(masked.column(), input, place);
            if (unknown != null) {
                problems.add(unknown);
                continue;
            }
            if (!names.add(masked.column())) {
                problems.add(
                        Problem.error("operators.column-twice", masked.column()).in(place));
                continue;
            }
            int index = input.indexOf(masked.column());
            Checked checked = placement.check(expression(masked, input.field(index), settings.salt()));
            Expression expression = checked.expression();
            if (expression == null) {
                problems.add(Problem.error(
                                "operators.mask.type",
                                masked.column(),
                                input.field(index).type())
                        .in(place));
            } else {
                columns.set(index, ComputedColumns.Result.of(masked.column(), expression));
            }
        }
        return new Result(new ComputedColumns(columns), problems);
    }

    private static String expression(MaskedColumn masked, Field field, @Nullable String salt) {
        String name = FlinkScript.quote(field.name());
        String text = field.type().is(TypeKind.STRING) ? name : "CAST(" + name + " AS STRING)";
        int characters = masked.characters();
        String length = "CHAR_LENGTH(" + text + ")";
        String stars = "REPEAT('*', " + length + " - " + characters + ")";
        return switch (masked.method()) {
            case HASH -> "SHA256(" + (salt == null ? text : FlinkScript.literal(salt) + " || " + text) + ")";
            case KEEP_FIRST -> starsOr("LEFT(" + text + ", " + characters + ") || " + stars, length, characters);
            case KEEP_LAST -> starsOr(stars + " || RIGHT(" + text + ", " + characters + ")", length, characters);
            case TRUNCATE -> "LEFT(" + text + ", " + characters + ")";
            case CONSTANT -> "CAST(" + FlinkScript.literal(masked.constant()) + " AS STRING)";
            case CLEAR -> "CAST(NULL AS " + field.type() + ")";
        };
    }

    private static String starsOr(String masked, String length, int characters) {
        return "CASE WHEN " + length + " > " + characters + " THEN " + masked + " ELSE REPEAT('*', " + length + ") END";
    }

    @Override
    public Map<String, BitSet> demand(Placement<Settings> placement, Map<String, BitSet> demanded) {
        return Map.of("in", check(placement).columns.demand(placement.input().schema(), demanded));
    }

    @Override
    public Processor processor(Setup<Settings> setup) {
        return check(setup.placement()).columns.processor(setup, ErrorPolicy.STOP, NO_ERROR_PORT);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        return check(placement).columns.flink(placement.input(), ErrorPolicy.STOP);
    }

    @Override
    public String summary(Settings settings) {
        return settings.columns().stream().map(MaskedColumn::column).collect(Collectors.joining(", "));
    }
}
