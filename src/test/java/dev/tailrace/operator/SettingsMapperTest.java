package dev.tailrace.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.operator.Setting.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsMapperTest {
    enum Mode {
        FIRST_MATCH,
        EVERY_MATCH
    }

    record Entry(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.TYPE) DataType type) {}

    record Everything(
            @Setting(kind = Kind.TEXT) String path,
            @Setting(kind = Kind.NUMBER, defaultJson = "10", min = 1, max = 100) int count,
            @Setting(kind = Kind.NUMBER, defaultJson = "0.5") double share,
            @Setting(kind = Kind.SWITCH, defaultJson = "true") boolean header,
            @Setting(kind = Kind.CHOICE, defaultJson = "\"first-match\"") Mode mode,
            @Setting(kind = Kind.DURATION, defaultJson = "\"5 s\"") Duration pause,
            @Setting(kind = Kind.COLUMNS, defaultJson = "[]") List<String> keys,
            @Setting(kind = Kind.LIST, defaultJson = "[]") List<Entry> columns,
            @Setting(kind = Kind.EXPRESSION) @Nullable String filter) {}

    private final Catalogue catalogue = new Catalogue(List.of(), List.of());
    private final SettingsMapper mapper =
            new SettingsMapper(catalogue, new TextParameters(Map.of("day", "2024-01-02", "n", "7")));

    @Test
    void defaultsFillWhatIsNotGiven() throws JsonProcessingException {
        assertEquals(
                new Everything("a", 10, 0.5, true, Mode.FIRST_MATCH, Duration.ofSeconds(5), List.of(), List.of(), null),
                map("{'path': 'a'}").settings());
    }

    @Test
    void everyKindIsRead() throws JsonProcessingException {
        assertEquals(
                new Everything(
                        "in-2024-01-02.csv",
                        7,
                        2,
                        false,
                        Mode.EVERY_MATCH,
                        Duration.ofMinutes(10),
                        List.of("a", "b"),
                        List.of(new Entry("x", DataType.decimal(10, 2))),
                        "a > 1"),
                map("""
                        {'path': 'in-${day}.csv', 'count': '${n}', 'share': 2, 'header': false, 'mode': 'every-match',
                         'pause': '10 min', 'keys': ['a', 'b'], 'columns': [{'name': 'x', 'type': 'decimal(10,2)'}],
                         'filter': 'a > 1'}""")
                        .settings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | operator.missing-setting | path",
                "{'path': ' '} | operator.missing-setting | path",
                "{'path': 7} | operator.not-a-text | path",
                "{'path': 'a', 'pth': 'b'} | operator.unknown-setting-near | pth",
                "{'path': 'a', 'zebra': 'b'} | operator.unknown-setting | zebra",
                "{'path': '${dya}'} | operator.unknown-parameter-near | path",
                "{'path': 'a', 'count': 0} | operator.out-of-range | count",
                "{'path': 'a', 'count': 1.5} | operator.not-a-whole-number | count",
                "{'path': 'a', 'count': 99999999999} | operator.out-of-range | count",
                "{'path': 'a', 'count': 1e30} | operator.out-of-range | count",
                "{'path': 'a', 'share': 'x'} | operator.not-a-number | share",
                "{'path': 'a', 'header': 'yes'} | operator.not-a-switch | header",
                "{'path': 'a', 'mode': 'best'} | operator.no-such-choice | mode",
                "{'path': 'a', 'pause': 5} | operator.not-a-duration | pause",
                "{'path': 'a', 'pause': '5 parsecs'} | operator.not-a-duration | pause",
                "{'path': 'a', 'keys': 'a'} | operator.not-a-list | keys",
                "{'path': 'a', 'keys': [1]} | operator.not-a-text | keys",
                "{'path': 'a', 'columns': [7]} | operator.not-an-object | columns",
                "{'path': 'a', 'columns': [{'name': 'x', 'type': 'INT'}, {'name': 'y', 'type': 'WORD'}]} | operator.not-a-type | columns[1].type",
                "{'path': 'a', 'columns': [{'name': 'x', 'type': 'INT', 'unit': 'm'}]} | operator.unknown-setting | columns[0].unit",
            })
    void mistakesAreToldWithTheirPlace(String json, String code, String place) throws JsonProcessingException {
        SettingsMapper.Mapped<Everything> mapped = map(json);

        assertNull(mapped.settings());
        Problem problem = mapped.problems().get(0);
        assertEquals(code, problem.code());
        assertEquals(place, problem.place());
        assertFalse(new Texts(Locale.ENGLISH).of(problem).startsWith("operator."), "the message has words");
    }

    @Test
    void theFormKnowsDefaultsBoundsAndChoices() {
        List<FormField> fields = SettingsForm.fields(Everything.class, "operators.everything", catalogue);

        FormField count = fields.get(1);
        assertEquals("operators.everything.count", count.key());
        assertEquals(1, count.min());
        assertEquals(false, count.required());
        assertEquals(List.of("first-match", "every-match"), fields.get(4).choices());
        assertEquals(
                "operators.everything.columns.type",
                fields.get(7).children().get(1).key());
        assertEquals(true, fields.get(0).required());
        assertEquals(false, fields.get(8).required());
    }

    @ParameterizedTest
    @CsvSource({"250 ms,250", "5 s,5000", "90 s,90000", "10 min,600000", "1 h,3600000", "7 d,604800000", "0 s,0"})
    void durationsAreWrittenAsTheyAreRead(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), DurationText.parse(text).orElseThrow());
        assertEquals(text, DurationText.format(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({"-10 min,-600000", "-1500 ms,-1500", "0 s,0", "2 h,7200000"})
    void durationsMayHaveASignWhereItMakesSense(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), DurationText.parseSigned(text).orElseThrow());
        assertEquals(text, DurationText.format(Duration.ofMillis(millis)));
        assertEquals(text.startsWith("-"), DurationText.parse(text).isEmpty());
    }

    private SettingsMapper.Mapped<Everything> map(String json) throws JsonProcessingException {
        return mapper.map(Everything.class, (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"')));
    }
}
