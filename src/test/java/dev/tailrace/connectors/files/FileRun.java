package dev.tailrace.connectors.files;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.SinkContext;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.view.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a file source to its end, as a runtime would, and keeps what it gives. */
final class FileRun implements SourceContext, SinkContext, Outlet {
    final List<Row> rows = new ArrayList<>();
    final List<Row> errors = new ArrayList<>();
    final List<String> offsets = new ArrayList<>();
    long skipped;
    long pollAt;

    /** A failed run. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Problem problem;

        Failed(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }
    }

    static Setup<FileSource.Settings> setup(Path folder, FileSource.Settings settings, String... wired) {
        Placement<FileSource.Settings> placement =
                new Placement<>("source", settings, Map.of(), Set.of(wired), Environment.UTC, folder);
        Map<String, StreamType> ports = new FileSource().output(placement).ports();
        Map<String, BitSet> demanded = new HashMap<>();
        for (String port : wired) {
            BitSet all = new BitSet();
            StreamType stream = ports.get(port);
            all.set(0, stream == null ? 0 : stream.schema().size());
            demanded.put(port, all);
        }
        return new Setup<>(placement, ports, demanded);
    }

    /** Codes and places of what is wrong with the settings. */
    static List<String> problems(Path folder, FileSource.Settings settings) {
        Placement<FileSource.Settings> placement =
                new Placement<>("source", settings, Map.of(), Set.of("out"), Environment.UTC, folder);
        return new FileSource()
                .output(placement).problems().stream()
                        .map(problem -> problem.code() + " in " + problem.place())
                        .toList();
    }

    static FileRun of(Setup<FileSource.Settings> setup) throws Exception {
        FileRun run = new FileRun();
        Source source = new FileSource().source(setup);
        for (String partition : source.partitions()) {
            try (Source.Reader reader = source.open(partition, run)) {
                run.toEnd(reader);
            }
        }
        return run;
    }

    void toEnd(Source.Reader reader) throws IOException, InterruptedException {
        offsets.add(reader.offset());
        while (reader.poll(this) != Source.Reader.Poll.END) {
            offsets.add(reader.offset());
        }
        offsets.add(reader.offset());
    }

    @Override
    public void emit(int port, Batch batch) {
        (port == 0 ? rows : errors).addAll(batch.toRows());
    }

    @Override
    public void watermark(long millis) {}

    @Override
    public String node() {
        return "source";
    }

    @Override
    public void countLate(long count) {}

    @Override
    public void countErrors(long count) {
        skipped += count;
    }

    @Override
    public RuntimeException fail(Problem problem) {
        throw new Failed(problem);
    }

    @Override
    public RuntimeException fail(Problem problem, Batch batch, int index) {
        throw new Failed(problem);
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public void pollAt(long nanoTime) {
        pollAt = nanoTime;
    }

    @Override
    public void pollNow() {}

    @Override
    public void publish(View view) {}
}
