package dev.tailrace.connectors.files;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Problem;
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
import java.util.List;

/**
 * Writes rows to a file, in the order in which they come.
 *
 * <p>They are written beside the file, into one with {@code .part} behind its name, which takes the file's place at the
 * orderly end of the run (or grows it at a checkpoint); so nobody ever sees half a row, and after a failure the old file
 * is still there, and the rows so far in the {@code .part}. The folder is made if it is missing. The columns written are
 * those of the stream; columns in the format's settings mean nothing here. On Flink the path becomes a folder of such
 * files, without headers.
 */
@SuppressWarnings("rawtypes")
@AutoService(Operator.class)
public final class FileSink implements SinkOperator<FileSink.Settings> {
    /** @param path relative to the pipeline's file */
    public record Settings(
            @Setting(kind = Setting.Kind.SAVE_FILE) String path,
            @Setting(kind = Setting.Kind.FORMAT) FormatChoice format,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"overwrite\"") WriteMode mode,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"auto\"", advanced = true) Compression compression) {
        /** All else by default. */
        public static Settings of(String path, FormatChoice format) {
            return new Settings(path, format, WriteMode.OVERWRITE, Compression.AUTO);
        }
    }

    private static final OperatorSpec SPEC = new OperatorSpec(
            "file-sink",
            "connectors",
            Family.SINKS,
            "mdi2f-file-export-outline",
            List.of(Port.in()),
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
        List<Problem> problems = placement.settings().format().schema().problems().stream()
                .map(problem -> problem.in(problem.place() == null ? "format" : "format." + problem.place()))
                .toList();
        return Output.failed(problems);
    }

    @Override
    public Sink sink(Setup<Settings> setup) {
        Settings settings = setup.settings();
        return new FileWriter(setup.placement().baseDirectory(), settings, setup.inputSchema());
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (settings.compression().of(settings.path()) != Compression.NONE) {
            return new FlinkNode.Refused(Problem.error("connectors.file-sink.flink-packed"), null);
        }
        FlinkFormat format = settings.format().flinkSink(placement.input().schema());
        Problem refusal = format.refusal();
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, null);
        }
        return new FlinkNode.SinkTable(
                "SELECT * FROM " + script.view(),
                placement.input().schema().fields(),
                List.of(),
                FlinkFiles.options(placement, settings.path(), format));
    }
}
