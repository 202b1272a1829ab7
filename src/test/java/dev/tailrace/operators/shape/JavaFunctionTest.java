package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.ErrorPolicy;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import dev.tailrace.operator.flink.FlinkNode;
import dev.tailrace.operators.shape.JavaFunction.OutputColumn;
import dev.tailrace.operators.shape.JavaFunction.Settings;
import dev.tailrace.operators.shape.JavaFunction.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaFunctionTest {
    private static final Schema TEXTS = Schema.of(Field.of("text", DataType.STRING));
    private static final Schema READINGS = Schema.of(
            Field.of("sensor", DataType.STRING),
            Field.required("t", DataType.TIMESTAMP),
            Field.of("state", DataType.STRING),
            Field.of("value", DataType.DOUBLE));

    /** Functions that do what examples should not. */
    private static final String FAULTY =
            """
            package example;
            import dev.tailrace.sdk.*;
            public class Faulty implements RowFunction {
                public void process(InputRow row, RowOutput out) {
                    String text = row.getString("text");
                    out.emit("before", 1);
                    switch (text) {
                        case "throws": throw new IllegalStateException("no luck");
                        case "wrong type": out.emit("x", "y"); break;
                        case "too few": out.emit("x"); break;
                        case "no column": row.get("nothing"); break;
                        case "too deep": process(row, out); break;
                        case "by name": out.emit(java.util.Map.of("word", "named")); break;
                        default: break;
                    }
                }
            }
            class Hidden implements RowFunction {
                public void process(InputRow row, RowOutput out) {}
            }
            """;

    private static final String OTHERS =
            """
            package example;
            import dev.tailrace.sdk.*;
            public class Others {
                public static class Opening implements ProcessFunction {
                    public void open(StateContext context) { context.valueState("at", Thread.class); }
                    public void process(InputRow row, KeyContext context, RowOutput out) {}
                }
                public static class Peeking implements RowFunction {
                    public void process(InputRow row, RowOutput out) throws Exception {
                        Class.forName("dev.tailrace.data.Batch");
                    }
                }
                public static class Alarm implements ProcessFunction {
                    private ValueState<Integer> rows;
                    public void open(StateContext context) { rows = context.valueState("rows", Integer.class); }
                    public void process(InputRow row, KeyContext context, RowOutput out) {
                        rows.set(rows.getOr(0) + 1);
                        context.atProcessingTime(context.nowMillis() + 1000);
                    }
                    public void onTimer(Timer timer, KeyContext context, RowOutput out) {
                        out.emit(timer.kind() + " " + timer.millis(), rows.getOr(0));
                        if (rows.getOr(0) > 2) {
                            throw new IllegalStateException("too many");
                        }
                    }
                }
            }
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void buildExamples() throws IOException {
        Path sources = Path.of("sdk-example/src/example");
        TestJar.build(
                folder.resolve("functions.jar"),
                Map.of(
                        "example/Words.java",
                        Files.readString(sources.resolve("Words.java")),
                        "example/Silence.java",
                        Files.readString(sources.resolve("Silence.java")),
                        "example/Faulty.java",
                        FAULTY,
                        "example/Others.java",
                        OTHERS));
    }

    private static Settings words(String className, ErrorPolicy policy, Value... parameters) {
        return new Settings(
                folder.resolve("functions.jar").toString(),
                className,
                List.of(),
                List.of(new OutputColumn("word", DataType.STRING), new OutputColumn("position", DataType.INT)),
                List.of(parameters),
                null,
                policy);
    }

    private static OperatorHarness<Settings> over(Schema schema, Settings settings) {
        return OperatorHarness.of(new JavaFunction(), settings)
                .input("in", StreamType.rows(schema).withEventTime(schema.contains("t") ? "t" : null));
    }

    private static Settings silence(String eventTime) {
        return new Settings(
                folder.resolve("functions.jar").toString(),
                "example.Silence",
                List.of("sensor"),
                List.of(
                        new OutputColumn("sensor", DataType.STRING),
                        new OutputColumn("since", DataType.TIMESTAMP),
                        new OutputColumn("rows", DataType.BIGINT),
                        new OutputColumn("most", DataType.STRING),
                        new OutputColumn("mean", DataType.DOUBLE)),
                List.of(new Value("seconds", "10")),
                eventTime,
                ErrorPolicy.STOP);
    }

    @Test
    void aRowFunctionMakesAnyNumberOfRowsOfARow() {
        var result = over(TEXTS, words("example.Words", ErrorPolicy.STOP, new Value("shortest", "4")))
                .inOrder()
                .rows(Row.of("The stream turns the wheel"), Row.of((Object) null), Row.of(""), Row.of("Größe, Zahl!"))
                .run();
        assertEquals(
                List.of(
                        Row.of("stream", 1),
                        Row.of("turns", 2),
                        Row.of("wheel", 4),
                        Row.of("größe", 0),
                        Row.of("zahl", 1)),
                result.rows());
    }

    @Test
    void aProcessFunctionKeepsStateByKeyAndIsCalledWhenItsTimeHasCome() {
        var readings = over(READINGS, silence("since"))
                .rows(
                        reading("a", 0, "ok", 1.0),
                        reading("b", 1, "ok", 5.0),
                        reading("a", 4, "hot", 2.0),
                        reading(null, 5, "ok", null),
                        reading("a", 6, "hot", 6.0))
                .watermark(millis(11))
                .rows(reading("a", 12, "ok", null))
                .watermark(millis(16));
        assertEquals(
                List.of(Row.of("b", time(1), 1L, "ok", 5.0), Row.of(null, time(5), 1L, "ok", null)),
                readings.endless().run().rows());
        var all = over(READINGS, silence("since"))
                .rows(reading("a", 0, "ok", 1.0), reading("a", 4, "hot", 2.0), reading("a", 6, "hot", 6.0))
                .watermark(millis(16))
                .rows(reading("a", 17, "ok", 4.0))
                .watermark(millis(18))
                .rows(reading("b", 19, "ok", 7.0))
                .run();
        assertEquals(
                List.of(
                        Row.of("a", time(6), 3L, "hot", 3.0),
                        Row.of("a", time(17), 1L, "ok", 4.0),
                        Row.of("b", time(19), 1L, "ok", 7.0)),
                all.rows());
        assertEquals("since", all.output().ports().get("out").eventTime());
    }

    private static Row reading(@Nullable String sensor, int second, String state, @Nullable Double value) {
        return Row.of(sensor, time(second), state, value);
    }

    private static LocalDateTime time(int second) {
        return LocalDateTime.ofEpochSecond(1_700_000_000L + second, 0, ZoneOffset.UTC);
    }

    private static long millis(int second) {
        return (1_700_000_000L + second) * 1000;
    }

    @Test
    void timersOfTheClockAreCalledByTheClock() {
        var result = over(TEXTS, words("example.Others$Alarm", ErrorPolicy.STOP))
                .rows(Row.of("a"))
                .now(500)
                .rows(Row.of("b"))
                .now(1000)
                .now(2000)
                .run();
        assertEquals(List.of(Row.of("PROCESSING_TIME 1000", 2), Row.of("PROCESSING_TIME 1500", 2)), result.rows());
    }

    @Test
    void aTimerThatThrowsEndsTheRun() {
        Problem failure = over(TEXTS, words("example.Others$Alarm", ErrorPolicy.SKIP))
                .rows(Row.of("a"), Row.of("b"), Row.of("c"))
                .now(1000)
                .run()
                .failure();
        assertNotNull(failure);
        assertTrue(text(failure).contains("IllegalStateException: too many (Others.java:"), () -> text(failure));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "throws; IllegalStateException: no luck (Faulty.java:8)",
                "wrong type; position is INT and does not take String y (Faulty.java:9)",
                "too few; 1 values for the 2 columns [word, position] (Faulty.java:10)",
                "no column; there is no column nothing among [text] (Faulty.java:11)",
                "too deep; StackOverflowError"
            })
    void rowsForWhichAFunctionThrowsGoToTheErrorPortWithItsWords(String text, String words) {
        var faulty = over(TEXTS, words("example.Faulty", ErrorPolicy.STOP)).rows(Row.of("good"), Row.of(text));
        HarnessResult result = faulty.run();
        assertEquals(List.of(Row.of("before", 1)), result.rows());
        assertEquals(text, result.rows("error").get(0).get(0));
        String message = String.valueOf(result.rows("error").get(0).get(1));
        assertTrue(message.startsWith("example.Faulty failed: ") && message.contains(words), message);

        Problem failure = faulty.wired("out").run().failure();
        assertNotNull(failure);
        assertTrue(text(failure).contains(words), () -> text(failure));
        assertEquals(
                1,
                over(TEXTS, words("example.Faulty", ErrorPolicy.SKIP))
                        .wired("out")
                        .rows(Row.of("good"), Row.of(text))
                        .run()
                        .errors());
    }

    @Test
    void rowsMayBeSentByTheNamesOfTheirColumns() {
        assertEquals(
                List.of(Row.of("before", 1), Row.of("named", null)),
                over(TEXTS, words("example.Faulty", ErrorPolicy.STOP))
                        .inOrder()
                        .rows(Row.of("by name"))
                        .run()
                        .rows());
    }

    @Test
    void aFunctionSeesNothingOfTheApplicationButTheInterfaces() {
        Problem failure = over(TEXTS, words("example.Others$Peeking", ErrorPolicy.STOP))
                .wired("out")
                .rows(Row.of("a"))
                .run()
                .failure();
        assertNotNull(failure);
        assertTrue(text(failure).contains("ClassNotFoundException: dev.tailrace.data.Batch"), () -> text(failure));
    }

    @ParameterizedTest
    @CsvSource({
        "example.Nowhere, no-class",
        "example.Hidden, no-constructor",
        "example.Others, no-function",
        "example.Others$Opening, failed"
    })
    void whatCannotBeLoadedIsToldWhenTheRunStarts(String className, String code) {
        Problem failure = over(TEXTS, words(className, ErrorPolicy.STOP))
                .rows(Row.of("a"))
                .run()
                .failure();
        assertNotNull(failure);
        assertEquals("operators.java-function." + code, failure.code());
    }

    @Test
    void aJarIsNotLookedForBeforeTheRunStarts() {
        Settings settings = new Settings(
                "absent.jar",
                "example.Words",
                List.of(),
                List.of(new OutputColumn("word", DataType.STRING)),
                List.of(),
                null,
                ErrorPolicy.STOP);
        assertEquals(List.of(), over(TEXTS, settings).problems());
        Problem failure = over(TEXTS, settings).rows(Row.of("a")).run().failure();
        assertNotNull(failure);
        assertEquals("operators.java-function.no-jar", failure.code());
    }

    @Test
    void mistakesInTheSettingsAreShownWhereTheyAre() {
        List<Problem> problems = over(
                        TEXTS,
                        new Settings(
                                "a.jar",
                                " ",
                                List.of("txt"),
                                List.of(
                                        new OutputColumn("word", DataType.STRING),
                                        new OutputColumn("word", DataType.array(Field.of("element", DataType.INT)))),
                                List.of(),
                                null,
                                ErrorPolicy.STOP))
                .problems();
        assertEquals(
                List.of("keys[0]", "className", "columns[1].name", "columns[1].type"),
                problems.stream().map(Problem::place).toList());
        assertEquals(
                List.of("operators.java-function.no-time"),
                over(READINGS, silence("sensor")).problems().stream()
                        .map(Problem::code)
                        .toList());
    }

    @Test
    void flinkIsNotAskedToRunIt() {
        Placement<Settings> placement = new Placement<>(
                "n",
                words("example.Words", ErrorPolicy.STOP),
                Map.of("in", List.of(StreamType.rows(TEXTS))),
                Set.of("out"),
                Environment.UTC,
                folder);
        FlinkNode node = new JavaFunction().flink(placement, port -> List.of("`v`"));
        assertEquals(
                "operators.java-function.flink",
                assertInstanceOf(FlinkNode.Refused.class, node).reason().code());
    }

    private static String text(Problem problem) {
        return new Texts(Locale.ROOT).of(problem);
    }
}
