package dev.tailrace.connectors.files;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SinkOperator;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.format.FlinkFormat;
import dev.tailrace.operator.format.FormatChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows to a file, in the order in which they come.
 *
 * <p>They are written beside the file, into one with {@code .part} behind its name, which takes the file's place at the
 * orderly end of the run (or grows it at a checkpoint); so nobody ever sees half a row, and after a failure the old file
 * is still there, and the rows so far in the {@code .part}. The folder is made if it is missing. The columns written are
 * those of the stream; columns in the format's settings mean nothing here. On Flink the path becomes a folder of such
 * files, without headers.
 *
 * <p>A changelog is refused unless the settings say what to write of it: the table that it makes, which is held in memory
 * and written at the end (and at checkpoints), its rows in the order of their first coming; or every change, with its
 * kind in a column {@code op}. Which changes come in between depends on how rows are cut into batches.
 */
@SuppressWarnings("rawtypes")
@AutoService(Operator.class)
public final class FileSink implements SinkOperator<FileSink.Settings> {
    /** @param path relative to the pipeline's file */
    public record Settings(
            @Setting(kind = Setting.Kind.SAVE_FILE) String path,
            @Setting(kind = Setting.Kind.FORMAT) FormatChoice format,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"overwrite\"") WriteMode mode,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"refuse\"") Changes changes,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"auto\"", advanced = true) Compression compression) {
        /** All else by default. */
        public static Settings of(String path, FormatChoice format) {
            return new Settings(path, format, WriteMode.OVERWRITE, Changes.REFUSE, Compression.AUTO);
        }

        /** The same, but what is there is replaced. */
        Settings overwriting() {
            return new Settings(path, format, WriteMode.OVERWRITE, changes, compression);
        }

        /** The same for a changelog. */
        Settings writing(Changes newChanges) {
            return new Settings(path, format, mode, newChanges, compression);
        }
    }

    private static final OperatorSpec SPEC = new OperatorSpec(
            "file-sink",
            "connectors",
            Family.SINKS,
            "mdi2f-file-export-outline",
            List.of(Port.inChanges()),
            List.of("write", "save", "csv", "json", "jsonl", "ndjson", "text", "gzip", "zstd", "output", "export"),
            List.of("filesystem connector (Flink)", "TextIO.write (Beam)", "Text file output (Hop)"));

    @Override
    public OperatorSpec spec() {
        return SPEC;
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public String summary(Settings settings) {
        return settings.path();
    }

    @Override
    public Output output(Placement<Settings> placement) {
        List<Problem> problems = new ArrayList<>(placement.settings().format().schema().problems().stream()
                .map(problem -> problem.in(problem.place() == null ? "format" : "format." + problem.place()))
                .toList());
        if (placement.input().changes() && placement.settings().changes() == Changes.REFUSE) {
            problems.add(Problem.error("connectors.file-sink.changes-refused")
                    .in("changes")
                    .fixedBy(
                            new Fix.ChangeSetting("connectors.file-sink.fix.table", List.of(), "changes", "\"table\""),
                            new Fix.ChangeSetting(
                                    "connectors.file-sink.fix.changelog", List.of(), "changes", "\"changelog\"")));
        }
        for (Field field : placement.input().schema().fields()) {
            if (!placement.settings().format().writes(field.type())) {
                problems.add(Problem.error("connectors.file-sink.type", field.name(), field.type())
                        .in("format"));
            }
        }
        return Output.failed(problems);
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        Settings settings = setup.settings();
        Path folder = setup.placement().baseDirectory();
        Schema schema = setup.inputSchema();
        return switch (settings.changes()) {
            case REFUSE -> new FileWriter(folder, settings, schema);
            case TABLE ->
                setup.placement().input().changes()
                        ? new FoldingWriter(folder, settings, schema)
                        : new FileWriter(folder, settings, schema);
            case CHANGELOG -> new KindColumn(schema, new FileWriter(folder, settings, KindColumn.schema(schema)));
        };
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (settings.compression().of(settings.path()) != Compression.NONE) {
            return new FlinkNode.Refused(Problem.error("connectors.file-sink.flink-packed"), null);
        }
        if (placement.input().changes()) {
            return new FlinkNode.Refused(Problem.error("connectors.file-sink.flink-changes"), null);
        }
        boolean kinds = settings.changes() == Changes.CHANGELOG;
        Schema input = placement.input().schema();
        Schema schema = kinds ? KindColumn.schema(input) : input;
        FlinkFormat format = settings.format().flinkSink(schema);
        Problem refusal = format.refusal();
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, null);
        }
        return new FlinkNode.SinkTable(
                (kinds ? "SELECT '+I' AS " + FlinkScript.quote(KindColumn.name(input)) + ", *" : "SELECT *") + " FROM "
                        + script.view(),
                schema.fields(),
                List.of(),
                FlinkFiles.options(placement, settings.path(), format));
    }
}
