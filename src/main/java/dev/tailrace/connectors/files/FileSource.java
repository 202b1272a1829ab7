package dev.tailrace.connectors.files;

import com.google.auto.service.AutoService;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Family;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.OperatorSpec;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Port;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.SourceOperator;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.format.FlinkFormat;
import dev.tailrace.operator.format.FormatChoice;
import dev.tailrace.operator.format.FormatSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of records, from the first to the last.
 *
 * <p>The path names a file, or with {@code *} and {@code ?} in its last part those of a folder, which are read one by one
 * in the order of their names, each a partition. Only regular files are read. Records that cannot be read go to the port
 * {@code error}, with their file, line (from 1) and position in bytes (from 0, unpacked); if it is not wired, the run
 * stops at the first or counts them, as {@code onError} says. What is unreadable depends on the format and on the
 * columns that somebody uses.
 */
@SuppressWarnings("rawtypes")
@AutoService(Operator.class)
public final class FileSource implements SourceOperator<FileSource.Settings> {
    /**
     * @param path relative to the pipeline's file
     * @param follow whether reading goes on as the file grows, the change to a new file of that name included
     * @param rowsPerSecond of each file, to watch a file as if it came live; 0 for as fast as possible
     * @param replayColumn the column of the event time by which rows come, each file from its own first row on, or null;
     *     DATE, TIMESTAMP, TIMESTAMP_LTZ, or BIGINT in milliseconds of the epoch
     * @param replaySpeed seconds of event time a second
     * @param maxRecordBytes longer records are unreadable, so that memory is bounded
     */
    public record Settings(
            @Setting(kind = Setting.Kind.FILE) String path,
            @Setting(kind = Setting.Kind.FORMAT) FormatChoice format,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"auto\"", advanced = true) Compression compression,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"stop\"") ErrorPolicy onError,
            @Setting(kind = Setting.Kind.CHOICE, defaultJson = "\"no\"") Follow follow,
            @Setting(kind = Setting.Kind.NUMBER, defaultJson = "0", min = 0, max = 1e9) double rowsPerSecond,
            @Setting(kind = Setting.Kind.TEXT, advanced = true) @Nullable String replayColumn,
            @Setting(kind = Setting.Kind.NUMBER, defaultJson = "1", min = 1e-3, max = 1e9, advanced = true)
                    double replaySpeed,
            @Setting(kind = Setting.Kind.NUMBER, defaultJson = "16777216", min = 1024, max = 1 << 30, advanced = true)
                    int maxRecordBytes) {
        public static final int DEFAULT_MAX_RECORD_BYTES = 1 << 24;

        /** All else by default. */
        public static Settings of(String path, FormatChoice format) {
            return new Settings(
                    path, format, Compression.AUTO, ErrorPolicy.STOP, Follow.NO, 0, null, 1, DEFAULT_MAX_RECORD_BYTES);
        }
    }

    private static final OperatorSpec SPEC = new OperatorSpec(
            "file-source",
            "connectors",
            Family.SOURCES,
            "mdi2f-file-document-outline",
            List.of(Port.out(), Port.errors()),
            List.of(
                    "read", "load", "csv", "json", "jsonl", "ndjson", "text", "gzip", "zstd", "tail", "log", "follow",
                    "replay", "folder", "input"),
            List.of("filesystem connector (Flink)", "TextIO.read (Beam)", "CSV file input (Hop)"));

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
    public Settings unpaced(Settings settings) {
        return new Settings(
                settings.path(),
                settings.format(),
                settings.compression(),
                settings.onError(),
                settings.follow(),
                0,
                null,
                1,
                settings.maxRecordBytes());
    }

    @Override
    public boolean isRepeatable(Settings settings) {
        return true;
    }

    @Override
    public Output output(Placement<Settings> placement) {
        FormatSchema columns = placement.settings().format().schema();
        List<Problem> problems = new ArrayList<>();
        for (Problem problem : columns.problems()) {
            String place = problem.place();
            problems.add(problem.in(place == null ? "format" : "format." + place));
        }
        if (columns.schema().size() == 0 && problems.isEmpty()) {
            problems.add(Problem.error(
                            "connectors.file-source.no-columns",
                            placement.settings().path())
                    .in("format"));
        }
        problems.addAll(paceProblems(placement.settings(), columns.schema()));
        Map<String, StreamType> streams = new LinkedHashMap<>();
        streams.put("out", StreamType.rows(columns.schema()));
        streams.put("error", StreamType.rows(FileReader.ERRORS));
        return new Output(streams, problems);
    }

    private static List<Problem> paceProblems(Settings settings, Schema columns) {
        List<Problem> problems = new ArrayList<>();
        String replayColumn = settings.replayColumn();
        if (replayColumn != null) {
            Problem unknown = ColumnNames.check(replayColumn, columns, "replayColumn");
            Field time = columns.field(replayColumn);
            if (unknown != null) {
                problems.add(unknown);
            } else if (time != null && !Replayed.canBeTime(time.type().kind())) {
                problems.add(Problem.error(
                                "connectors.file-source.replay-type",
                                time.name(),
                                time.type().toString())
                        .in("replayColumn"));
            }
            if (settings.rowsPerSecond() > 0) {
                problems.add(Problem.error("connectors.file-source.two-paces").in("rowsPerSecond"));
            }
        }
        if (settings.follow() != Follow.NO && settings.compression().of(settings.path()) != Compression.NONE) {
            problems.add(Problem.error("connectors.file-source.follow-packed", settings.path())
                    .in("follow"));
        }
        return problems;
    }

    @Override
    public Source source(Setup<Settings> setup) {
        return new Files(setup);
    }

    @Override
    public FlinkNode flink(Placement<Settings> placement, FlinkScript script) {
        Settings settings = placement.settings();
        if (placement.isWired("error")) {
            return new FlinkNode.Refused(Problem.error("connectors.file-source.flink-error-port"), "error");
        }
        Problem reason = FlinkFiles.refusal(settings);
        if (reason != null) {
            return new FlinkNode.Refused(reason, null);
        }
        FlinkFormat format = settings.format().flinkSource();
        Problem refusal = format.refusal();
        if (refusal != null) {
            return new FlinkNode.Refused(refusal, null);
        }
        return new FlinkNode.SourceTable(
                format.physical(),
                format.computed(),
                FlinkFiles.options(placement, settings.path(), format),
                format.where());
    }

    private record Files(Setup<Settings> setup) implements Source {
        @Override
        public boolean bounded() {
            return setup.settings().follow() == Follow.NO;
        }

        @Override
        public List<String> partitions() throws IOException {
            return InputFiles.find(
                    setup.placement().baseDirectory(), setup.settings().path());
        }

        @Override
        public Reader open(String partition, SourceContext context) throws IOException {
            Path file = InputFiles.resolve(setup.placement().baseDirectory(), partition);
            Settings settings = setup.settings();
            BitSet demanded = setup.demanded("out");
            String replayColumn = settings.replayColumn();
            if (replayColumn == null) {
                return new FileReader(partition, file, setup, demanded, false, context);
            }
            Schema columns = setup.outputSchema("out");
            int time = columns.indexOf(replayColumn);
            demanded.set(time);
            return new Replayed(
                    new FileReader(partition, file, setup, demanded, true, context),
                    time,
                    settings.replaySpeed(),
                    context);
        }
    }
}
