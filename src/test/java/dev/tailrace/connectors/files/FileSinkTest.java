package dev.tailrace.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Sink;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.format.FormatChoice;
import dev.tailrace.operator.state.MemorySnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    private static final Schema SCHEMA = Schema.of(Field.of("n", DataType.INT), Field.of("text", DataType.STRING));
    private static final FormatChoice CSV = new FormatChoice(new CsvFormat(), CsvFormat.Settings.of(List.of()));
    private static final FormatChoice JSON = new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(List.of()));

    @TempDir
    Path folder = Path.of("");

    private Sink open(FileSink.Settings settings) throws IOException {
        return open(settings, false);
    }

    private Sink open(FileSink.Settings settings, boolean changes) throws IOException {
        Sink sink = new FileSink().sink(new Setup<>(placement(settings, changes), Map.of(), Map.of()));
        sink.open(new FileRun());
        return sink;
    }

    private Placement<FileSink.Settings> placement(FileSink.Settings settings, boolean changes) {
        StreamType input = new StreamType(SCHEMA, changes, null);
        return new Placement<>("sink", settings, Map.of("in", List.of(input)), Set.of(), Environment.UTC, folder);
    }

    private static void write(Sink sink, Row... rows) throws IOException {
        sink.write(BatchBuilder.batchOf(SCHEMA, List.of(rows)));
    }

    private static String prepare(Sink sink, long checkpoint) throws IOException {
        return Objects.requireNonNull(sink.prepare(checkpoint));
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFileAppearsWhenTheRunEnds() throws Exception {
        Sink sink = open(FileSink.Settings.of("sub/rows.csv", CSV));
        write(sink, Row.of(1, "a"), Row.of(null, "b,c"));
        sink.flush();
        assertEquals("n,text\n1,a\n,\"b,c\"\n", read("sub/rows.csv.part"));
        assertFalse(Files.exists(folder.resolve("sub/rows.csv")));
        sink.commit(prepare(sink, 1));
        sink.close();
        assertEquals("n,text\n1,a\n,\"b,c\"\n", read("sub/rows.csv"));
        assertFalse(Files.exists(folder.resolve("sub/rows.csv.part")));
    }

    @Test
    void twoSinksDoNotWriteOverEachOthersRows() throws Exception {
        Sink first = open(FileSink.Settings.of("rows.csv", CSV));
        write(first, Row.of(1, "a"));
        first.flush();

        SourceException refused =
                assertThrows(SourceException.class, () -> open(FileSink.Settings.of("sub/../rows.csv", CSV)));

        assertEquals("connectors.file-sink.in-use", refused.problem().code());
        first.commit(prepare(first, 1));
        first.close();
        assertEquals("n,text\n1,a\n", read("rows.csv"));
        Sink later = open(FileSink.Settings.of("rows.csv", CSV));
        later.close();
    }

    /** On POSIX a process loses its lock of a file when it closes any handle of it. */
    @Test
    void aSinkThatIsRefusedHereDoesNotLetOtherProgramsIn() throws Exception {
        Path part = folder.resolve("rows.csv.part");
        Sink first = open(FileSink.Settings.of("rows.csv", CSV));
        assertTrue(LockTrial.isTaken(part));

        assertThrows(SourceException.class, () -> open(FileSink.Settings.of("rows.csv", CSV)));

        assertTrue(LockTrial.isTaken(part));
        first.close();
        assertFalse(LockTrial.isTaken(part));
    }

    @Test
    void aRunWithoutRowsWritesTheHeader() throws Exception {
        Sink sink = open(FileSink.Settings.of("rows.csv", CSV));
        sink.commit(prepare(sink, 1));
        sink.close();
        assertEquals("n,text\n", read("rows.csv"));
        assertEquals(List.of("rows.csv"), names());
    }

    @Test
    void checkpointsMakeTheFileGrow() throws Exception {
        Files.writeString(folder.resolve("rows.csv"), "an older and much longer file that is to be replaced");
        Sink sink = open(FileSink.Settings.of("rows.csv", CSV));
        write(sink, Row.of(1, "a"));
        sink.commit(prepare(sink, 1));
        assertEquals("n,text\n1,a\n", read("rows.csv"));
        assertNull(sink.prepare(2), "nothing new");
        write(sink, Row.of(2, "b"));
        String third = prepare(sink, 3);
        write(sink, Row.of(3, "c"));
        assertEquals("n,text\n1,a\n", read("rows.csv"), "prepared is not committed");
        sink.commit(third);
        sink.commit(prepare(sink, 4));
        sink.close();
        assertEquals("n,text\n1,a\n2,b\n3,c\n", read("rows.csv"));
        assertEquals(List.of("rows.csv"), names());
    }

    @Test
    void aCommitCanBeRepeatedAndGoOnAfterARecovery() throws Exception {
        FileSink.Settings settings =
                new FileSink.Settings("rows.csv", CSV, WriteMode.FAIL, Changes.REFUSE, Compression.AUTO);
        Sink first = open(settings);
        write(first, Row.of(1, "a"));
        String one = prepare(first, 1);
        first.commit(one);
        write(first, Row.of(2, "b"));
        String two = prepare(first, 2);
        write(first, Row.of(9, "lost"));
        first.close();
        // A commit that was cut off has appended only some of the part.
        Files.writeString(folder.resolve("rows.csv"), "n,text\n1,a\n2");

        Sink second = open(settings);
        second.commit(one);
        second.commit(two);
        second.commit(two);
        assertEquals("n,text\n1,a\n2,b\n", read("rows.csv"));
        write(second, Row.of(3, "c"));
        second.commit(prepare(second, 3));
        second.close();
        assertEquals("n,text\n1,a\n2,b\n3,c\n", read("rows.csv"));
    }

    @Test
    void afterAFailureTheOldFileAndThePartAreThere() throws Exception {
        Files.writeString(folder.resolve("rows.jsonl"), "old\n");
        Sink sink = open(FileSink.Settings.of("rows.jsonl", JSON));
        write(sink, Row.of(1, "a"));
        sink.close();
        assertEquals("old\n", read("rows.jsonl"));
        assertEquals("{\"n\":1,\"text\":\"a\"}\n", read("rows.jsonl.part"));
    }

    @Test
    void packedFilesGrowToo() throws Exception {
        writeInTwoParts("rows.csv.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("rows.csv.gz")))) {
            assertEquals("n,text\n1,a\n2,b\n", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        writeInTwoParts("rows.csv.zst");
        try (InputStream in = new ZstdInputStream(Files.newInputStream(folder.resolve("rows.csv.zst")))) {
            assertEquals("n,text\n1,a\n2,b\n", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void writeInTwoParts(String name) throws Exception {
        Sink sink = open(FileSink.Settings.of(name, CSV));
        write(sink, Row.of(1, "a"));
        sink.commit(prepare(sink, 1));
        write(sink, Row.of(2, "b"));
        sink.commit(prepare(sink, 2));
        sink.close();
    }

    @Test
    void aFileThatIsThereIsNotReplacedUnlessWanted() throws Exception {
        Files.writeString(folder.resolve("rows.csv"), "old\n");
        Sink sink = open(new FileSink.Settings("rows.csv", CSV, WriteMode.FAIL, Changes.REFUSE, Compression.AUTO));
        SourceException failed = assertThrows(SourceException.class, () -> write(sink, Row.of(1, "a")));
        sink.close();
        assertEquals(
                folder.resolve("rows.csv") + " is there already, and is not to be replaced."
                        + " Choose another file, or set If the file is there to Replace it.",
                new Texts(Locale.ROOT).of(failed.problem()));
        assertEquals("old\n", read("rows.csv"));
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        SourceException isFolder = assertThrows(SourceException.class, () -> open(FileSink.Settings.of("sub", CSV)));
        assertEquals("connectors.files.folder", isFolder.problem().code());
        Files.writeString(folder.resolve("file"), "");
        SourceException inFile =
                assertThrows(SourceException.class, () -> open(FileSink.Settings.of("file/rows.csv", CSV)));
        assertTrue(new Texts(Locale.ROOT).of(inFile.problem()).contains("cannot be written"));
    }

    private static Row change(RowKind kind, Object... values) {
        return new Row(kind, Row.of(values).values());
    }

    private static final Row[] CHANGES = {
        Row.of(1, "a"),
        Row.of(2, "b"),
        Row.of(null, "c"),
        change(RowKind.UPDATE_BEFORE, 1, "a"),
        change(RowKind.UPDATE_AFTER, 4, "a"),
        change(RowKind.DELETE, null, "c"),
        Row.of(2, "b")
    };

    @Test
    void aChangelogIsRefusedUnlessTheSettingsSayWhatToWrite() {
        FileSink.Settings settings = FileSink.Settings.of("rows.csv", CSV);
        List<Problem> problems =
                new FileSink().output(placement(settings, true)).problems();
        assertEquals(
                List.of("connectors.file-sink.changes-refused"),
                problems.stream().map(Problem::code).toList());
        assertEquals(2, problems.get(0).fixes().size());
        for (Changes changes : List.of(Changes.TABLE, Changes.CHANGELOG)) {
            assertEquals(
                    List.of(),
                    new FileSink()
                            .output(placement(settings.writing(changes), true))
                            .problems());
        }
    }

    @Test
    void theRowsThatAreLeftAreWrittenInTheEnd() throws Exception {
        Sink sink = open(FileSink.Settings.of("rows.csv", CSV).writing(Changes.TABLE), true);
        write(sink, CHANGES);
        sink.commit(prepare(sink, 1));
        sink.close();
        assertEquals("n,text\n2,b\n2,b\n4,a\n", read("rows.csv"));
        assertEquals(List.of("rows.csv"), names());
    }

    @Test
    void eachCheckpointReplacesTheTable() throws Exception {
        FileSink.Settings settings =
                new FileSink.Settings("rows.csv", CSV, WriteMode.FAIL, Changes.TABLE, Compression.AUTO);
        Sink sink = open(settings, true);
        write(sink, CHANGES);
        String first = prepare(sink, 1);
        sink.commit(first);
        write(sink, change(RowKind.DELETE, 2, "b"), Row.of(9, "z"));
        sink.commit(prepare(sink, 2));
        sink.close();
        assertEquals("n,text\n2,b\n4,a\n9,z\n", read("rows.csv"));
        sink.commit(first);
        assertEquals("n,text\n2,b\n4,a\n9,z\n", read("rows.csv"));
    }

    @Test
    void theTableIsGoneOnFromAfterARestore() throws Exception {
        FileSink.Settings settings = FileSink.Settings.of("rows.csv", CSV).writing(Changes.TABLE);
        MemorySnapshot snapshot = new MemorySnapshot();
        Sink sink = open(settings, true);
        write(sink, CHANGES);
        sink.snapshot(snapshot.writer());
        sink.close();
        Sink other = open(settings, true);
        other.restore(snapshot.reader());
        write(other, change(RowKind.DELETE, 4, "a"));
        other.commit(prepare(other, 2));
        other.close();
        assertEquals("n,text\n2,b\n2,b\n", read("rows.csv"));
    }

    @Test
    void everyChangeIsWrittenWithItsKind() throws Exception {
        Sink sink = open(FileSink.Settings.of("rows.csv", CSV).writing(Changes.CHANGELOG), true);
        Batch batch = BatchBuilder.batchOf(SCHEMA, List.of(CHANGES));
        sink.write(batch.select(new int[] {0, 3, 4, 5}, 4));
        sink.commit(prepare(sink, 1));
        sink.close();
        assertEquals("op,n,text\n+I,1,a\n-U,1,a\n+U,4,a\n-D,,c\n", read("rows.csv"));
    }

    @Test
    void aRowThatWasNeverGivenCannotBeTakenBack() throws Exception {
        Sink sink = open(FileSink.Settings.of("rows.csv", CSV).writing(Changes.TABLE), true);
        write(sink, change(RowKind.DELETE, 1, "a"));
        SourceException failure = assertThrows(SourceException.class, () -> sink.prepare(1));
        assertEquals(
                "connectors.file-sink.unknown-retraction", failure.problem().code());
        sink.close();
    }
}
