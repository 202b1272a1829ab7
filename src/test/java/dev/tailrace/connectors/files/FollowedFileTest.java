package dev.tailrace.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs as programs and logrotate write them. */
class FollowedFileTest {
    private static final List<ColumnDeclaration> COLUMNS = List.of(new ColumnDeclaration("n", DataType.INT, null));
    private static final FormatChoice JSON = new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(COLUMNS));
    private static final FormatChoice CSV = new FormatChoice(new CsvFormat(), CsvFormat.Settings.of(COLUMNS));

    @TempDir
    Path folder = Path.of("");

    private Path log = Path.of("");
    private final List<Source.Reader> opened = new ArrayList<>();
    private FileRun run = new FileRun();

    @BeforeEach
    void begin() throws IOException {
        log = folder.resolve("app.log");
        Files.createFile(log);
    }

    @AfterEach
    void close() throws IOException {
        for (Source.Reader reader : opened) {
            reader.close();
        }
    }

    private Source.Reader follow(FormatChoice format, Follow follow, int maxRecordBytes) throws IOException {
        FileSource.Settings settings = new FileSource.Settings(
                "app.log", format, Compression.AUTO, ErrorPolicy.SKIP, follow, 0, null, 1, maxRecordBytes);
        Setup<FileSource.Settings> setup = FileRun.setup(folder, settings, "out", "error");
        Source source = new FileSource().source(setup);
        assertFalse(source.bounded());
        run = new FileRun();
        Source.Reader reader = source.open("app.log", run);
        opened.add(reader);
        return reader;
    }

    private Source.Reader follow(FormatChoice format) throws IOException {
        return follow(format, Follow.WHOLE, FileSource.Settings.DEFAULT_MAX_RECORD_BYTES);
    }

    private void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String json(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int n = from; n < to; n++) {
            lines.append("{\"n\":").append(n).append("}\n");
        }
        return lines.toString();
    }

    private static List<Row> rows(int from, int to) {
        List<Row> rows = new ArrayList<>();
        for (int n = from; n < to; n++) {
            rows.add(Row.of(n));
        }
        return rows;
    }

    /** A new file is noticed by the look after the one that found nothing. */
    private void readAll(Source.Reader reader) throws IOException, InterruptedException {
        int nothing = 0;
        while (nothing < 3) {
            Source.Reader.Poll found = reader.poll(run);
            assertFalse(found == Source.Reader.Poll.END);
            nothing = found == Source.Reader.Poll.NOTHING_YET ? nothing + 1 : 0;
        }
    }

    @Test
    void whatIsWrittenLaterIsReadOnceItsLineHasEnded() throws Exception {
        Source.Reader reader = follow(JSON);
        readAll(reader);
        assertEquals(List.of(), run.rows);
        append(log, json(0, 5_000) + "{\"n\":50");
        readAll(reader);
        assertEquals(rows(0, 5_000), run.rows);
        append(log, "00}\n");
        readAll(reader);
        assertEquals(rows(0, 5_001), run.rows);
        assertEquals(List.of(), run.errors);
    }

    @Test
    void afterARotationTheRestOfTheOldFileComesBeforeTheNewOne() throws Exception {
        Source.Reader reader = follow(JSON);
        append(log, json(0, 10));
        readAll(reader);
        Path old = folder.resolve("app.log.1");
        Files.move(log, old);
        readAll(reader);
        // The program has the old file open until it is told.
        append(old, json(10, 20) + "{\"n\":20}");
        append(log, json(21, 30));
        readAll(reader);
        assertEquals(rows(0, 30), run.rows);
        Files.move(log, folder.resolve("app.log.2"));
        append(log, json(30, 31));
        readAll(reader);
        assertEquals(rows(0, 31), run.rows);
    }

    @Test
    void aNameThatGoesWhileItIsOpenedLeavesNoHandleOpen() throws Exception {
        Path handles = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(handles), "only Linux tells which files a program has open");
        AtomicBoolean goes = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        // Of two looks, the first is before the opening, the second behind it.
        FollowedFile.Identities names = file -> {
            if (goes.get() && looks.incrementAndGet() % 2 == 0) {
                throw new NoSuchFileException(file.toString());
            }
            return FollowedFile.identityOf(file);
        };
        try (FollowedFile followed = new FollowedFile(log, names)) {
            assertEquals(1, openHandles(handles));
            followed.next();
            goes.set(true);
            assertEquals(0, followed.read(new byte[16], 0, 16));
            assertEquals(0, followed.read(new byte[16], 0, 16));
            assertEquals(4, looks.get());
            assertEquals(0, openHandles(handles));
            goes.set(false);
            append(log, "later");
            assertEquals(5, followed.read(new byte[16], 0, 16));
        }
        assertEquals(0, openHandles(handles));
    }

    /** How often this program has the log open. */
    private long openHandles(Path handles) throws IOException {
        Path real = log.toRealPath();
        try (Stream<Path> all = Files.list(handles)) {
            return all.filter(handle -> real.equals(target(handle))).count();
        }
    }

    private static @Nullable Path target(Path handle) {
        try {
            return Files.readSymbolicLink(handle);
        } catch (IOException closed) {
            return null; // Closed since it was listed.
        }
    }

    @Test
    void aFileThatWasCutIsReadFromItsBeginning() throws Exception {
        Source.Reader reader = follow(JSON);
        append(log, json(0, 10));
        readAll(reader);
        Files.copy(log, folder.resolve("app.log.1"));
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        readAll(reader);
        append(log, json(10, 12));
        readAll(reader);
        assertEquals(rows(0, 12), run.rows);
    }

    @Test
    void everyNewFileHasItsHeader() throws Exception {
        Source.Reader reader = follow(CSV);
        append(log, "n");
        readAll(reader);
        append(log, "\n0\n1\n");
        readAll(reader);
        Files.move(log, folder.resolve("app.log.1"));
        append(log, "n\n2\n");
        readAll(reader);
        assertEquals(rows(0, 3), run.rows);
        assertEquals(List.of(), run.errors);
    }

    @Test
    void onlyWhatIsNewIsReadIfThatIsWanted() throws Exception {
        append(log, "n\n0\n1\n2\n3");
        Source.Reader reader = follow(CSV, Follow.NEW, 1 << 20);
        readAll(reader);
        append(log, "0\n40\nforty\n");
        readAll(reader);
        // The line that was being written counts as new.
        assertEquals(List.of(Row.of(30), Row.of(40)), run.rows);
        assertEquals(1, run.errors.size());
        assertEquals(7L, run.errors.get(0).values().get(1), "its line in the file");
        assertEquals(
                "n\n0\n1\n2\n30\n40\n".length(),
                ((Long) run.errors.get(0).values().get(2)).intValue());
    }

    @Test
    void aLineThatIsTooLongIsPassedOverAlthoughItsEndIsNotThereYet() throws Exception {
        Source.Reader reader = follow(JSON, Follow.WHOLE, 1024);
        append(log, json(0, 1) + "{\"n\":1" + " ".repeat(5_000));
        readAll(reader);
        append(log, " ".repeat(5_000));
        readAll(reader);
        append(log, "}\n" + json(2, 3));
        readAll(reader);
        assertEquals(List.of(Row.of(0), Row.of(2)), run.rows);
        assertEquals(1, run.errors.size());
    }

    @Test
    void aRestartGoesOnInTheOldFileUnderItsNewName() throws Exception {
        Source.Reader reader = follow(JSON);
        append(log, json(0, 10));
        readAll(reader);
        String offset = reader.offset();
        append(log, json(10, 15));
        Files.move(log, folder.resolve("app.log.1"));
        append(log, json(15, 20));

        Source.Reader later = follow(JSON);
        later.seek(offset);
        readAll(later);
        assertEquals(rows(10, 20), run.rows);
        String behind = later.offset();
        append(log, json(20, 21));
        Source.Reader latest = follow(JSON);
        latest.seek(behind);
        readAll(latest);
        assertEquals(rows(20, 21), run.rows);
    }

    @Test
    void aRestartFailsIfTheOldFileIsGoneSinceItsRowsWouldBeLost() throws Exception {
        Source.Reader reader = follow(JSON);
        append(log, json(0, 10));
        readAll(reader);
        String offset = reader.offset();
        Path old = folder.resolve("old");
        Files.move(log, old);
        append(log, json(10, 11));
        Files.delete(old);
        Source.Reader later = follow(JSON);
        SourceException failed = assertThrows(SourceException.class, () -> later.seek(offset));
        assertTrue(new Texts(Locale.ROOT).of(failed.problem()).contains("was replaced since the run stopped"));
    }

    @Test
    void aPackedFileCannotBeFollowed() {
        FileSource.Settings settings = new FileSource.Settings(
                "app.log.gz", JSON, Compression.AUTO, ErrorPolicy.STOP, Follow.NEW, 0, null, 1, 1 << 20);
        List<String> problems = FileRun.problems(folder, settings);
        assertEquals(List.of("connectors.file-source.follow-packed in follow"), problems);
    }
}
