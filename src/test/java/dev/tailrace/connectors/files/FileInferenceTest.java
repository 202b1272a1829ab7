package dev.tailrace.connectors.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Texts;
import dev.tailrace.formats.csv.CsvFormat;
import dev.tailrace.formats.json.JsonFormat;
import dev.tailrace.formats.text.TimestampFormat;
import dev.tailrace.operator.SourceException;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.format.FormatChoice;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileInferenceTest {
    private static final FileInference INFERENCE = new FileInference(List.of(new CsvFormat(), new JsonFormat()));
    private static final List<DataType> TYPES = List.of(
            DataType.STRING,
            DataType.INT,
            DataType.BIGINT,
            DataType.DOUBLE,
            DataType.BOOLEAN,
            DataType.DATE,
            DataType.TIMESTAMP,
            DataType.TIMESTAMP_LTZ);

    @TempDir
    Path folder = Path.of("");

    private String infer(String name, String text) throws IOException {
        return INFERENCE.infer(Files.writeString(folder.resolve(name), text));
    }

    private static String refusal(Path file) {
        return new Texts(Locale.ROOT)
                .of(assertThrows(SourceException.class, () -> INFERENCE.infer(file))
                        .problem());
    }

    @Test
    void objectsAreTakenApartAndNamesAreMadeUnique() throws Exception {
        assertEquals(
                """
                {"type":"json","columns":[{"name":"id","type":"INT"},\
                {"name":"name","type":"STRING","path":"$.a.name"},\
                {"name":"name_2","type":"STRING","path":"$.b.name"},\
                {"name":"odd_key","type":"BOOLEAN","path":"$['odd key']"},\
                {"name":"list","type":"STRING"},\
                {"name":"code","type":"STRING"}]}\
                """,
                infer(
                        "rows.jsonl",
                        """
                        {"id":1,"a":{"name":"x"},"b":{"name":"y"},"odd key":true,"list":[1],"code":"007"}
                        {"id":2,"a":null,"code":"12"}
                        """));
    }

    @Test
    void typesWidenToWhatTakesAllValues() throws Exception {
        assertEquals(
                """
                {"type":"csv","columns":[{"name":"i","type":"INT"},{"name":"l","type":"BIGINT"},\
                {"name":"d","type":"DOUBLE"},{"name":"s","type":"STRING"},{"name":"b","type":"BOOLEAN"},\
                {"name":"day","type":"DATE"},{"name":"t","type":"TIMESTAMP(3)"},{"name":"z","type":"TIMESTAMP_LTZ(3)"},\
                {"name":"none","type":"STRING"},{"name":"zip","type":"STRING"}]}\
                """,
                infer(
                        "rows.csv",
                        """
                        i,l,d,s,b,day,t,z,none,zip
                        1,1,1,1,true,2001-01-01,2001-01-01 00:00:00,2001-01-01T00:00:00Z,,01234
                        ,5000000000,1.5,x,false,2001-01-02,2001-01-01T00:00:00.5,2001-01-01 00:00:00.5Z,,99999
                        """));
    }

    @Test
    void delimiterAndHeaderAreFound() throws Exception {
        assertEquals(
                "{\"type\":\"csv\",\"columns\":[{\"name\":\"a\",\"type\":\"DOUBLE\"},"
                        + "{\"name\":\"b_c\",\"type\":\"STRING\",\"path\":\"b,c\"}],\"delimiter\":\";\"}",
                infer("rows.txt", "a;b,c\n1.5;x,y\n2;z\n"));
        assertEquals(
                "{\"type\":\"csv\",\"columns\":[{\"name\":\"column_1\",\"type\":\"STRING\"},"
                        + "{\"name\":\"column_2\",\"type\":\"INT\"}],\"header\":false,\"delimiter\":\"\\\\t\"}",
                infer("rows.tsv", "x\t1\ny\t2\n"));
        assertEquals(
                "{\"type\":\"csv\",\"columns\":[{\"name\":\"word\",\"type\":\"STRING\"}]}",
                infer("words.csv", "word\nx\ny\n"));
    }

    @Test
    void theFirstByteDecidesWhereTheNameDoesNot() throws Exception {
        assertTrue(infer("rows", " {\"a\":1}\n").startsWith("{\"type\":\"json\""));
        assertTrue(infer("rows", "a,b\n").startsWith("{\"type\":\"csv\""));
    }

    @Test
    void whatIsNoTableIsSaid() throws Exception {
        Path array = Files.writeString(folder.resolve("a.json"), "[\n{\"a\":1}\n]");
        assertEquals(array + ": The file is one JSON array. JSON Lines has an object on each line.", refusal(array));
        Path empty = Files.writeString(folder.resolve("empty.csv"), "\n\n");
        assertEquals(empty + ": The file has no lines from which columns could be read.", refusal(empty));
        Path broken = Files.writeString(folder.resolve("b.json"), "{\"a\":1}\n{\"a\":\n");
        assertTrue(refusal(broken).startsWith(broken + ": Line 2 is not JSON Lines:"));
        assertTrue(refusal(folder).endsWith("a source also takes a pattern such as *.csv."));
    }

    @Test
    void itCanBeCancelled() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> INFERENCE.infer(file));
    }

    /** What is inferred reads every row of the sample data, of which a part has been looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chess_games/games.csv",
                "chess_games/moves.csv",
                "crypto_trades/trades.csv",
                "earthquakes/earthquakes.jsonl",
                "flights/airports.csv",
                "flights/flights.jsonl",
                "icu_vitals/icu_vitals.csv",
                "wikipedia_edits/wikipedia_edits.jsonl"
            })
    void whatIsInferredReadsTheSampleData(String file) throws Exception {
        Path data = SampleDataTest.data();
        JsonNode settings = new ObjectMapper().readTree(INFERENCE.infer(data.resolve(file)));
        List<ColumnDeclaration> columns = new ArrayList<>();
        for (JsonNode column : settings.get("columns")) {
            columns.add(new ColumnDeclaration(
                    column.get("name").textValue(),
                    TYPES.stream()
                            .filter(type ->
                                    type.toString().equals(column.get("type").textValue()))
                            .findFirst()
                            .orElseThrow(),
                    column.has("path") ? column.get("path").textValue() : null));
        }
        FormatChoice format = settings.get("type").textValue().equals("json")
                ? new FormatChoice(new JsonFormat(), JsonFormat.Settings.of(columns))
                : new FormatChoice(
                        new CsvFormat(), new CsvFormat.Settings(columns, true, ",", "\"", null, TimestampFormat.SQL));
        FileRun run = FileRun.of(FileRun.setup(data, FileSource.Settings.of(file, format), "out", "error"));
        assertEquals(List.of(), run.errors);
        try (var lines = Files.lines(data.resolve(file))) {
            assertEquals(lines.count() - (file.endsWith(".csv") ? 1 : 0), run.rows.size());
        }
    }
}
