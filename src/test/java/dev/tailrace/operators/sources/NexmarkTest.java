package dev.tailrace.operators.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.Shared;
import dev.tailrace.data.Batch;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setup;
import dev.tailrace.operator.Source.Reader;
import dev.tailrace.operator.Source.Reader.Poll;
import dev.tailrace.operator.SourceContext;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operators.sources.Nexmark.Emitted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class NexmarkTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DATE_TIME = 19;

    private static Nexmark.Settings set(long events, Emitted emitted, String start, long seed) {
        return new Nexmark.Settings(0, events, emitted, 500, start, seed);
    }

    /** As made for set a of the shared events. */
    private static Nexmark.Settings ofSetA(long events, Emitted emitted) {
        return set(events, emitted, "2015-07-14T23:58:20Z", 1);
    }

    private static Placement<Nexmark.Settings> placement(Nexmark.Settings settings) {
        return new Placement<>("nexmark", settings, Map.of(), Set.of("out"), Environment.UTC, Path.of(""));
    }

    private static StreamType stream(Nexmark.Settings settings) {
        return Objects.requireNonNull(
                new Nexmark().output(placement(settings)).ports().get("out"));
    }

    private static BitSet all(Nexmark.Settings settings) {
        BitSet all = new BitSet();
        all.set(0, stream(settings).schema().size());
        return all;
    }

    private static Reader open(Nexmark.Settings settings, BitSet demanded, SourceContext context) throws IOException {
        Placement<Nexmark.Settings> placement = placement(settings);
        Output output = new Nexmark().output(placement);
        assertEquals(List.of(), output.problems());
        return new Nexmark()
                .source(new Setup<>(placement, output.ports(), Map.of("out", demanded)))
                .open("events", context);
    }

    private static Collected read(Nexmark.Settings settings, BitSet demanded, long from) throws Exception {
        Collected collected = new Collected();
        try (Reader reader = open(settings, demanded, collected)) {
            reader.seek(Long.toString(from));
            while (reader.poll(collected) != Poll.END) {
                assertTrue(collected.rows.size() < settings.events());
            }
        }
        return collected;
    }

    private static List<Row> rows(Nexmark.Settings settings) throws Exception {
        return read(settings, all(settings), 0).rows;
    }

    /** The row that a line of a file of events says, by names and types of the schema. */
    private static Row parse(String line, Schema schema) throws IOException {
        JsonNode event = JSON.readTree(line);
        List<Object> values = new ArrayList<>();
        int known = 0;
        for (Field field : schema.fields()) {
            JsonNode value = event.get(field.name());
            known += value == null ? 0 : 1;
            values.add(
                    value == null
                            ? null
                            : switch (field.type().kind()) {
                                case BIGINT -> value.longValue();
                                case TIMESTAMP_LTZ -> Instant.ofEpochMilli(value.longValue());
                                default -> value.textValue();
                            });
        }
        assertEquals(event.size(), known, line);
        return Row.of(values.toArray());
    }

    private static void assertSameAsFile(Path file, Nexmark.Settings settings) throws Exception {
        Iterator<Row> rows = rows(settings).iterator();
        Schema schema = stream(settings).schema();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertEquals(parse(line, schema), rows.next());
            }
        }
        assertFalse(rows.hasNext());
    }

    @Test
    void theEventsAreThoseOfTheSample() throws Exception {
        assertSameAsFile(
                Path.of("sample-pipelines/nexmark/data/events.jsonl.gz"),
                set(10_000, Emitted.ALL, "2015-07-15T19:59:50Z", 3));
    }

    @Test
    void theEventsAreThoseOfTheSharedSets() throws Exception {
        assertSameAsFile(Shared.path("nexmark/a/events.jsonl.gz"), ofSetA(100_000, Emitted.ALL));
        assertSameAsFile(
                Shared.path("nexmark/b/events.jsonl.gz"), set(100_000, Emitted.ALL, "2015-07-15T07:58:20Z", 2));
    }

    @Test
    void readingGoesOnExactlyWhereASeekSays() throws Exception {
        Nexmark.Settings settings = ofSetA(3000, Emitted.ALL);
        List<Row> all = rows(settings);
        for (int from : new int[] {0, 1, 4, 49, 50, 999, 1000, 1717, 2999}) {
            assertEquals(all.subList(from, 3000), read(settings, all(settings), from).rows);
        }
    }

    @Test
    void eachKindCanComeAloneWithItsOwnColumnsOnly() throws Exception {
        Nexmark.Settings settings = ofSetA(3000, Emitted.ALL);
        List<String> names = stream(settings).schema().names();
        List<Row> events = rows(settings);
        for (Emitted one : List.of(Emitted.PEOPLE, Emitted.AUCTIONS, Emitted.BIDS)) {
            String kind = List.of("person", "auction", "bid").get(one.ordinal() - 1);
            Schema schema = stream(ofSetA(3000, one)).schema();
            schema.fields().forEach(field -> assertFalse(field.nullable(), field.name()));
            List<Row> expected = events.stream()
                    .filter(row -> kind.equals(row.get(0)))
                    .map(row -> Row.of(schema.names().stream()
                            .map(name -> row.get(names.indexOf(name)))
                            .toArray()))
                    .toList();
            assertEquals(expected, rows(ofSetA(3000, one)));
        }
    }

    @Test
    void onlyDemandedColumnsAreMadeAndAreThenTheSame() throws Exception {
        Nexmark.Settings settings = ofSetA(2000, Emitted.ALL);
        List<Row> all = rows(settings);
        for (int column = 0; column < stream(settings).schema().size(); column++) {
            BitSet one = new BitSet();
            one.set(column);
            Collected collected = read(settings, one, 0);
            for (int i = 0; i < all.size(); i++) {
                assertEquals(all.get(i).get(column), collected.rows.get(i).get(column));
            }
            for (int other = 0; other < stream(settings).schema().size(); other++) {
                assertEquals(other == column, collected.batches.get(0).hasColumn(other));
            }
        }
    }

    @Test
    void theWatermarkStaysFourSecondsBehindTheNewestEventAndNoEventIsLateForIt() throws Exception {
        Nexmark.Settings settings = ofSetA(20_000, Emitted.ALL);
        Collected collected = new Collected() {
            @Override
            public void emit(int port, Batch batch) {
                int before = rows.size();
                super.emit(port, batch);
                rows.subList(before, rows.size()).forEach(row -> assertTrue(millis(row) > watermark));
            }
        };
        try (Reader reader = open(settings, all(settings), collected)) {
            while (reader.poll(collected) != Poll.END) {
                assertTrue(collected.rows.size() < settings.events());
            }
        }
        long newest =
                collected.rows.stream().mapToLong(NexmarkTest::millis).max().orElseThrow();
        assertEquals(newest - 4001, collected.watermark);
    }

    private static long millis(Row row) {
        return ((Instant) Objects.requireNonNull(row.get(DATE_TIME))).toEpochMilli();
    }

    @Test
    void arraysAreFilledAgainOnceTheirBatchIsReleasedAndNotBefore() throws Exception {
        Nexmark.Settings settings = ofSetA(5000, Emitted.ALL);
        List<Batch> kept = new ArrayList<>();
        Collected keeping = new Collected() {
            @Override
            public void emit(int port, Batch batch) {
                super.emit(port, batch);
                if (kept.isEmpty()) {
                    batch.retain();
                    kept.add(batch);
                }
            }
        };
        try (Reader reader = open(settings, all(settings), keeping)) {
            while (reader.poll(keeping) != Poll.END) {
                assertTrue(keeping.rows.size() < settings.events());
            }
        }
        assertEquals(keeping.rows.subList(0, 1000), kept.get(0).toRows());
        // The others were free again at once, and took turns in the same arrays.
        assertSame(keeping.batches.get(1), keeping.batches.get(4));
        assertNull(read(settings, new BitSet(), 0).rows.get(0).get(0));
    }

    @Test
    void eventsComeAtTheirPace() throws Exception {
        Nexmark.Settings slow = new Nexmark.Settings(10, 0, Emitted.ALL, 500, "2015-07-14T23:58:20Z", 1);
        Collected collected = new Collected();
        try (Reader reader = open(slow, all(slow), collected)) {
            long before = System.nanoTime();
            assertEquals(Poll.NOTHING_YET, reader.poll(collected));
            long after = System.nanoTime();
            assertEquals(1, collected.rows.size());
            assertTrue(collected.pollAt >= before + 100_000_000L && collected.pollAt <= after + 100_000_000L);
        }
    }

    @Test
    void aStartThatIsNoTimeIsRefusedAtItsPlace() {
        Output output = new Nexmark().output(placement(set(1, Emitted.ALL, "yesterday", 1)));
        assertEquals("start", output.problems().get(0).place());
    }
}
