package dev.tailrace.connectors.files;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.NodeContext;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operator.flink.FlinkScript;
import dev.tailrace.operator.format.FormatChoice;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of records as a table that is read whole, as the file source reads them: a row for each record, in their order.
 * A record that cannot be read fails the reading. May be read on any thread, by one at a time.
 */
public final class FileTable {
    private static final FileSource SOURCE = new FileSource();

    private final Placement<FileSource.Settings> placement;

    /**
     * @param node where the table is used
     * @param path as of a file source
     */
    public FileTable(Placement<?> node, String path, FormatChoice format) {
        this.placement = new Placement<>(
                node.node(),
                FileSource.Settings.of(path, format),
                Map.of(),
                Set.of(),
                node.environment(),
                node.baseDirectory());
    }

    /** The table's columns on port {@code out}, and what is wrong with the settings {@code path} and {@code format}. */
    public Output output() {
        return SOURCE.output(placement);
    }

    /** A table of the same rows on Flink, or why there is none. */
    public FlinkNode flink(FlinkScript script) {
        return SOURCE.flink(placement, script);
    }

    /**
     * All rows, at the positions from 0 on.
     *
     * @param columns those that are read; the others are absent
     * @param reader who is told of what was read
     * @throws SourceException with a problem fit for people
     * @throws InterruptedIOException if the thread was interrupted
     */
    public Batch read(BitSet columns, NodeContext reader) throws IOException {
        Setup<FileSource.Settings> setup = new Setup<>(placement, output().ports(), Map.of("out", columns));
        Source source = SOURCE.source(setup);
        BatchBuilder rows = new BatchBuilder(setup.outputSchema("out"), columns);
        Collecting collecting = new Collecting(rows);
        for (String partition : source.partitions()) {
            try (Source.Reader file = source.open(partition, new Reading(reader))) {
                while (file.poll(collecting) != Source.Reader.Poll.END) {
                    if (Thread.interrupted()) {
                        throw new InterruptedIOException();
                    }
                }
            } catch (Unreadable unreadable) {
                throw new SourceException(unreadable.problem);
            } catch (InterruptedException interrupted) {
                throw (IOException) new InterruptedIOException().initCause(interrupted);
            }
        }
        return rows.build();
    }

    /**
     * What the files look like from outside, as text that differs once they have been written or replaced.
     *
     * @throws SourceException with a problem fit for people
     */
    public String version() throws IOException {
        List<String> versions = new ArrayList<>();
        for (String name :
                InputFiles.find(placement.baseDirectory(), placement.settings().path())) {
            Path file = InputFiles.resolve(placement.baseDirectory(), name);
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                versions.add(name + " " + attributes.size() + " " + attributes.lastModifiedTime() + " "
                        + attributes.fileKey());
            } catch (IOException failed) {
                throw FileProblems.reading(file, failed);
            }
        }
        return String.join("\n", versions);
    }

    /** Puts batches together. */
    private record Collecting(BatchBuilder rows) implements Outlet {
        @Override
        public void emit(int port, Batch batch) {
            for (int i = 0; i < batch.rows(); i++) {
                rows.appendFrom(batch, batch.index(i));
            }
        }

        @Override
        public void watermark(long millis) {}
    }

    /** A record that cannot be read; says so to {@link #read}, which may run on any thread. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unreadable(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }
    }

    /** Reads on: there is always more until the end. */
    private record Reading(NodeContext reader) implements SourceContext {
        @Override
        public String node() {
            return reader.node();
        }

        @Override
        public void countLate(long rows) {}

        @Override
        public void countErrors(long rows) {}

        @Override
        public RuntimeException fail(Problem problem) {
            // The remedies of a file source are none here.
            throw new Unreadable(
                    problem.code().equals("connectors.file-source.unreadable")
                            ? Problem.error(
                                    "connectors.file-table.unreadable",
                                    problem.arguments().toArray())
                            : problem.fixedBy());
        }

        @Override
        public RuntimeException fail(Problem problem, Batch batch, int index) {
            throw fail(problem);
        }

        @Override
        public long now() {
            return reader.now();
        }

        @Override
        public void pollAt(long nanoTime) {}

        @Override
        public void pollNow() {}
    }
}
