package dev.tailrace.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tailrace.data.Problem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Flink SQL does not say of operators that shape rows and keep their time. */
class ShapeTranslationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parse.flink-kind | parse | {'column': 's', 'kind': 'json', 'columns': [{'name': 'a'}]}",
                "parse.flink-stop | parse | {'column': 's', 'kind': 'url', 'columns': [{'name': 'host'}]}",
                "parse.flink-port | parse | {'column': 's', 'kind': 'url', 'whenUnreadable': 'skip', 'columns': [{'name': 'port'}]}",
                "parse.flink-type | parse | {'column': 's', 'kind': 'url', 'whenUnreadable': 'skip', 'columns': [{'name': 'port', 'type': 'INT'}]}",
                "flink-clock | sample | {'method': 'per-second'}",
                "sample.flink-number | sample | {'method': 'random'}",
                "sample.flink-number | sample | {'method': 'every-nth'}",
                "sequence.flink | sequence | {}",
                "assert.flink-stop | assert | {'rules': [{'condition': 'i > 0'}]}",
                "split-text.flink-regex | split-text | {'column': 's', 'delimiter': '[ab]', 'regex': true}",
                "flink-clock | throttle | {}",
                "flink-clock | delay | {}",
                "heartbeat.flink | heartbeat | {'keys': ['k']}",
                "flink-skip | event-time | {'column': 't', 'onError': 'skip', 'strategy': 'punctuated', 'expression': '10 / i > 1'}",
            })
    void whatFlinkCannotGiveIsRefusedWithTheReason(String code, String operator, String settings) {
        List<Problem> refusals = FlinkTranslation.of(Drawing.named("p")
                        .rows("s", TimedRows.SCHEMA, TimedRows.of(3, Instant.EPOCH, 1000))
                        .then("e", "event-time", "{\"column\": \"t\"}")
                        .then("n", operator, settings.replace('\'', '"'))
                        .collect("out")
                        .check())
                .refusals();
        assertEquals(
                List.of("operators." + code),
                refusals.stream().map(Problem::code).toList());
    }
}
