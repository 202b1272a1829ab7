package dev.tailrace.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.data.Texts;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
    private static final FormatChoice JSON = new FormatChoice(
            new JsonFormat(),
            JsonFormat.Settings.of(List.of(
                    new ColumnDeclaration("n", DataType.INT, null),
                    new ColumnDeclaration("text", DataType.STRING, null))));
    private static final FormatChoice CSV = new FormatChoice(
            new CsvFormat(),
            CsvFormat.Settings.of(List.of(
                    new ColumnDeclaration("n", DataType.INT, null),
                    new ColumnDeclaration("text", DataType.STRING, null))));

    @TempDir
    Path folder = Path.of("");

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static FileSource.Settings settings(String path, FormatChoice format, ErrorPolicy onError, int maxBytes) {
        return new FileSource.Settings(path, format, Compression.AUTO, onError, Follow.NO, 0, null, 1, maxBytes);
    }

    private FileRun run(String path, FormatChoice format, String... wired) throws Exception {
        return FileRun.of(FileRun.setup(folder, FileSource.Settings.of(path, format), wired));
    }

    private static String words(SourceException failed) {
        return new Texts(Locale.ROOT).of(failed.problem());
    }

    private String refusal(String path) {
        return words(assertThrows(SourceException.class, () -> run(path, JSON, "out")));
    }

    private static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("{\"n\":")
                    .append(i)
                    .append(",\"text\":\"row ")
                    .append(i)
                    .append("\"}\n");
        }
        return text.toString();
    }

    private static List<Row> rows(int from, int to) {
        List<Row> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(Row.of(i, "row " + i));
        }
        return rows;
    }

    @Test
    void readsAFileThatIsLongerThanABufferAndManyBatches() throws Exception {
        write("rows.jsonl", lines(0, 30_000));
        FileRun run = run("rows.jsonl", JSON, "out");
        assertEquals(rows(0, 30_000), run.rows);
        assertTrue(run.offsets.size() >= 30, "polls give about one batch each");
    }

    @Test
    void readsTheFilesOfAPatternInTheOrderOfTheirNames() throws Exception {
        write("b.jsonl", lines(2, 3));
        write("a.jsonl", lines(0, 2));
        write("c.csv", "n,text\n");
        Files.createDirectory(folder.resolve("d.jsonl"));
        Source source = new FileSource().source(FileRun.setup(folder, FileSource.Settings.of("*.jsonl", JSON), "out"));
        assertEquals(List.of("a.jsonl", "b.jsonl"), source.partitions());
        assertEquals(rows(0, 3), run("*.jsonl", JSON, "out").rows);
        assertEquals(rows(0, 3), run(folder + "/?.jsonl", JSON, "out").rows);
    }

    @Test
    void readsFilesPackedWithZstandard() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int part = 0; part < 2; part++) {
            packed.write(Zstd.compress(lines(part * 5_000, part * 5_000 + 5_000).getBytes(StandardCharsets.UTF_8)));
        }
        Files.write(folder.resolve("rows.jsonl.zst"), packed.toByteArray());
        FileRun run = run("rows.jsonl.zst", JSON, "out");
        assertEquals(rows(0, 10_000), run.rows);
        FileRun again = new FileRun();
        try (Source.Reader reader = new FileSource()
                .source(FileRun.setup(folder, FileSource.Settings.of("rows.jsonl.zst", JSON), "out"))
                .open("rows.jsonl.zst", again)) {
            reader.seek(run.offsets.get(3));
            again.toEnd(reader);
        }
        assertEquals(rows(10_000 - again.rows.size(), 10_000), again.rows);

        Files.write(folder.resolve("cut.jsonl.zst"), Arrays.copyOf(packed.toByteArray(), packed.size() - 20));
        assertTrue(refusal("cut.jsonl.zst").contains("is not whole Zstandard data"));
    }

    @Test
    void readsPackedFiles() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int part = 0; part < 2; part++) {
            // Two members, as when packed files are put together.
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(lines(part * 5_000, part * 5_000 + 5_000).getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.write(folder.resolve("rows.jsonl.gz"), packed.toByteArray());
        assertEquals(rows(0, 10_000), run("rows.jsonl.gz", JSON, "out").rows);

        Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() - 20));
        assertTrue(refusal("cut.jsonl.gz").contains("is not whole gzip data"));
        write("plain.jsonl.gz", lines(0, 3));
        assertTrue(refusal("plain.jsonl.gz").contains("is not whole gzip data"));
    }

    @Test
    void unreadableRecordsGoToTheErrorPortWithTheirPlace() throws Exception {
        write("rows.jsonl", lines(0, 2) + "\n{\"n\":\"x\"}\n" + lines(2, 3) + "{\"n\"\n");
        FileRun run = run("rows.jsonl", JSON, "out", "error");
        assertEquals(rows(0, 3), run.rows);
        assertEquals(
                List.of(
                        Row.of("rows.jsonl", 4L, 47L, "{\"n\":\"x\"}", "n is \"x\", not an integer (INT)."),
                        Row.of("rows.jsonl", 6L, 80L, "{\"n\"", "The line ends before the object does.")),
                run.errors);
    }

    @Test
    void linesAreCountedThroughQuotedLineEnds() throws Exception {
        write("rows.csv", "n,text\n1,\"a\nb\"\nx,c\n");
        FileRun run = run("rows.csv", CSV, "out", "error");
        assertEquals(List.of(Row.of(1, "a\nb")), run.rows);
        assertEquals(4L, run.errors.get(0).get(1));
        assertEquals(15L, run.errors.get(0).get(2));
    }

    @Test
    void theRunStopsAtAnUnreadableRecordAndNamesIt() throws Exception {
        write("rows.jsonl", lines(0, 2) + "{\"n\":\"n/a\"}\n" + lines(2, 3));
        FileRun.Failed failed = assertThrows(FileRun.Failed.class, () -> run("rows.jsonl", JSON, "out"));
        assertEquals(
                "rows.jsonl, line 3: n is \"n/a\", not an integer (INT)."
                        + " Wire the port error to see such rows, or set Unreadable rows to Count and skip.",
                new Texts(Locale.ROOT).of(failed.problem));
    }

    @Test
    void rowsBeforeTheOneThatStopsTheRunStillCome() throws Exception {
        write("rows.jsonl", lines(0, 2) + "x\n");
        Setup<FileSource.Settings> setup = FileRun.setup(folder, FileSource.Settings.of("rows.jsonl", JSON), "out");
        FileRun run = new FileRun();
        try (Source.Reader reader = new FileSource().source(setup).open("rows.jsonl", run)) {
            assertThrows(FileRun.Failed.class, () -> run.toEnd(reader));
        }
        assertEquals(rows(0, 2), run.rows);
    }

    @Test
    void skippedRecordsAreCounted() throws Exception {
        write("rows.jsonl", lines(0, 2) + "x\ny\n" + lines(2, 3));
        FileRun run = FileRun.of(FileRun.setup(folder, settings("rows.jsonl", JSON, ErrorPolicy.SKIP, 1 << 20), "out"));
        assertEquals(rows(0, 3), run.rows);
        assertEquals(2, run.skipped);
    }

    @Test
    void aRecordThatIsTooLongCostsOnlyItself() throws Exception {
        String longLine = "{\"n\":1,\"text\":\"" + "x".repeat(1_000_000) + "\"}\n";
        write("rows.jsonl", lines(0, 2) + longLine + lines(2, 3));
        FileRun run = FileRun.of(
                FileRun.setup(folder, settings("rows.jsonl", JSON, ErrorPolicy.STOP, 300_000), "out", "error"));
        assertEquals(rows(0, 3), run.rows);
        assertEquals(3L, run.errors.get(0).get(1));
        assertEquals(longLine.substring(0, 4096), run.errors.get(0).get(3));
        assertEquals(
                "The record is longer than 300,000 bytes. Raise Longest record if this is right.",
                run.errors.get(0).get(4));
        // With more room it is read.
        FileRun roomy = FileRun.of(
                FileRun.setup(folder, settings("rows.jsonl", JSON, ErrorPolicy.STOP, 1 << 20), "out", "error"));
        assertEquals(4, roomy.rows.size());
    }

    @Test
    void aHeaderThatIsTooLongOrLacksAColumnStopsTheRun() throws Exception {
        write("rows.csv", "n,texts\n1,x\n");
        assertEquals(
                "rows.csv: The header has no field named \"text\"; it has n, texts.",
                words(assertThrows(SourceException.class, () -> run("rows.csv", CSV, "out"))));
        write("wide.csv", "n".repeat(5_000) + "\n");
        SourceException failed = assertThrows(
                SourceException.class,
                () -> FileRun.of(FileRun.setup(folder, settings("wide.csv", CSV, ErrorPolicy.SKIP, 1024), "out")));
        assertEquals("wide.csv: The record is longer than 1,024 bytes.", words(failed));
    }

    @Test
    void readingGoesOnAtAnyOffset() throws Exception {
        StringBuilder csv = new StringBuilder("text,n\r\n");
        for (int i = 0; i < 5_000; i++) {
            csv.append("\"row\n")
                    .append(i)
                    .append("\",")
                    .append(i % 1000 == 999 ? "x" : i)
                    .append("\r\n");
        }
        write("rows.csv", csv.toString());
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("rows.csv.gz")))) {
            gzip.write(csv.toString().getBytes(StandardCharsets.UTF_8));
        }
        for (String file : List.of("rows.csv", "rows.csv.gz")) {
            Setup<FileSource.Settings> setup = FileRun.setup(folder, FileSource.Settings.of(file, CSV), "out", "error");
            FileRun whole = FileRun.of(setup);
            assertEquals(4_995, whole.rows.size());
            for (String offset : whole.offsets) {
                FileRun rest = new FileRun();
                try (Source.Reader reader = new FileSource().source(setup).open(file, rest)) {
                    reader.seek(offset);
                    // At the beginning the header has been taken.
                    assertEquals(offset.equals("0:0") ? "8:1" : offset, reader.offset());
                    rest.toEnd(reader);
                }
                int rows = whole.rows.size() - rest.rows.size();
                assertEquals(whole.rows.subList(rows, whole.rows.size()), rest.rows, offset);
                int errors = whole.errors.size() - rest.errors.size();
                assertEquals(whole.errors.subList(errors, whole.errors.size()), rest.errors, offset);
            }
        }
    }

    @Test
    void progressGoesFromZeroToOne() throws Exception {
        write("rows.jsonl", lines(0, 30_000));
        Setup<FileSource.Settings> setup = FileRun.setup(folder, FileSource.Settings.of("rows.jsonl", JSON), "out");
        FileRun run = new FileRun();
        try (Source.Reader reader = new FileSource().source(setup).open("rows.jsonl", run)) {
            assertEquals(0, reader.progress());
            reader.poll(run);
            assertTrue(reader.progress() > 0 && reader.progress() < 1);
            run.toEnd(reader);
            assertEquals(1, reader.progress());
        }
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        assertEquals(
                folder.resolve("none.jsonl")
                        + " does not exist. Correct the path; it is relative to the pipeline's file.",
                refusal("none.jsonl"));
        Files.createDirectory(folder.resolve("sub"));
        assertTrue(refusal("sub").startsWith(folder.resolve("sub") + " is a folder."));
        assertTrue(refusal("*.txt").startsWith("No file matches *.txt in " + folder));
        assertTrue(refusal("none/*.txt").startsWith(folder.resolve("none") + " does not exist."));
        assertTrue(refusal("*/a.txt").startsWith("*/a.txt has a pattern in its folder."));
        assertTrue(refusal("a\0b").contains("is not a path"));
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        assertEquals(
                "/dev/null is not a regular file. Copy what it gives to a file, and read that.", refusal("/dev/null"));
    }

    @Test
    void aFileThatMayNotBeReadIsSaid() throws Exception {
        write("secret.jsonl", "{}");
        Path secret = folder.resolve("secret.jsonl");
        assumeTrue(secret.toFile().setReadable(false) && !Files.isReadable(secret), "needs a user who is not root");
        assertTrue(refusal("secret.jsonl").contains("no permission to read it"));
    }

    @Test
    void emptyFilesHaveNoRows() throws Exception {
        write("empty.jsonl", "");
        assertEquals(List.of(), run("empty.jsonl", JSON, "out").rows);
        write("empty.csv", "");
        assertEquals(List.of(), run("empty.csv", CSV, "out").rows);
    }

    @Test
    void aSourceWithoutColumnsIsAProblem() {
        FormatChoice none = new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(List.of()));
        Setup<FileSource.Settings> setup = FileRun.setup(folder, FileSource.Settings.of("a.jsonl", none), "out");
        Output output = new FileSource().output(setup.placement());
        assertEquals(
                "connectors.file-source.no-columns", output.problems().get(0).code());
        assertEquals("format", output.problems().get(0).place());
    }
}
