package dev.tailrace.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Row;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedTest {
    private static final FormatChoice CSV = new FormatChoice(
            new CsvFormat(),
            CsvFormat.Settings.of(List.of(
                    new ColumnDeclaration("n", DataType.INT, null),
                    new ColumnDeclaration("at", DataType.TIMESTAMP, null))));

    @TempDir
    Path folder = Path.of("");

    private final FileRun run = new FileRun();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("rows.csv"),
                """
                n,at
                1,2024-01-01 00:00:00
                2,2023-12-31 23:00:00
                3,
                four,2024-01-01 00:00:00
                5,2024-01-01 06:00:00
                6,2024-01-01 00:00:00
                """);
    }

    private static FileSource.Settings settings(String column, double speed) {
        return new FileSource.Settings(
                "rows.csv", CSV, Compression.AUTO, ErrorPolicy.STOP, Follow.NO, 0, column, speed, 1 << 20);
    }

    private Source.Reader open(double speed, FileRun into) throws IOException {
        return new FileSource()
                .source(FileRun.setup(folder, settings("at", speed), "out", "error"))
                .open("rows.csv", into);
    }

    private static List<Object> numbers(FileRun of) {
        return of.rows.stream().map(row -> row.values().get(0)).toList();
    }

    @Test
    void rowsComeAsFarApartAsTheirTimesAreAndOldOnesAtOnce() throws Exception {
        try (Source.Reader reader = open(3, run)) {
            long before = System.nanoTime();
            while (reader.poll(run) == Source.Reader.Poll.MORE) {
                // until a row waits
            }
            long after = System.nanoTime();
            assertEquals(List.of(1, 2, 3), numbers(run));
            assertEquals(1, run.errors.size());
            // Six hours later by its time, at a speed of three.
            long twoHours = TimeUnit.HOURS.toNanos(2);
            assertTrue(run.pollAt - before >= twoHours);
            assertTrue(run.pollAt - after <= twoHours);
            assertEquals(Source.Reader.Poll.NOTHING_YET, reader.poll(run));
        }
    }

    @Test
    void atGreatSpeedAllRowsCome() throws Exception {
        try (Source.Reader reader = open(1e9, run)) {
            run.toEnd(reader);
        }
        assertEquals(List.of(1, 2, 3, 5, 6), numbers(run));
    }

    @Test
    void theOffsetIsThatOfTheRowThatWaits() throws Exception {
        String offset;
        try (Source.Reader reader = open(1, run)) {
            while (reader.poll(run) == Source.Reader.Poll.MORE) {
                // until a row waits
            }
            offset = reader.offset();
        }
        FileRun later = new FileRun();
        try (Source.Reader reader = open(1e9, later)) {
            reader.seek(offset);
            later.toEnd(reader);
        }
        assertEquals(List.of(5, 6), numbers(later));
        assertEquals(List.of(), later.errors);
    }

    @Test
    void theTimeIsReadAlthoughNobodyElseWantsIt() throws Exception {
        Setup<FileSource.Settings> setup = FileRun.setup(folder, settings("at", 1e9), "out", "error");
        BitSet onlyN = new BitSet();
        onlyN.set(0);
        Setup<FileSource.Settings> pruned =
                new Setup<>(setup.placement(), setup.outputs(), Map.of("out", onlyN, "error", setup.demanded("error")));
        try (Source.Reader reader = new FileSource().source(pruned).open("rows.csv", run)) {
            run.toEnd(reader);
        }
        assertEquals(5, run.rows.size());
        assertEquals(
                1,
                run.rows.stream()
                        .filter(row -> row.equals(Row.of(6, row.values().get(1))))
                        .count());
    }

    @Test
    void aColumnThatIsNoTimeIsRefusedAndSoAreTwoPaces() {
        assertEquals(
                List.of("connectors.file-source.replay-type in replayColumn"),
                FileRun.problems(
                        folder,
                        new FileSource.Settings(
                                "rows.csv",
                                new FormatChoice(
                                        new CsvFormat(),
                                        CsvFormat.Settings.of(
                                                List.of(new ColumnDeclaration("at", DataType.STRING, null)))),
                                Compression.AUTO,
                                ErrorPolicy.STOP,
                                Follow.NO,
                                0,
                                "at",
                                1,
                                1 << 20)));
        assertEquals(
                List.of("operators.unknown-column-near in replayColumn"), FileRun.problems(folder, settings("aT", 1)));
        assertEquals(
                List.of("connectors.file-source.two-paces in rowsPerSecond"),
                FileRun.problems(
                        folder,
                        new FileSource.Settings(
                                "rows.csv", CSV, Compression.AUTO, ErrorPolicy.STOP, Follow.NO, 10, "at", 1, 1 << 20)));
    }
}
