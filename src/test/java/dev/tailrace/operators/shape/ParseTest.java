package dev.tailrace.operators.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.HarnessResult;
import dev.tailrace.operator.OperatorHarness;
import dev.tailrace.operators.shape.Parse.ParsedColumn;
import dev.tailrace.operators.shape.Parse.Settings;
import dev.tailrace.operators.shape.Parse.WhenUnreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParseTest {
    private static final Schema INPUT = Schema.of(Field.of("id", DataType.INT), Field.of("raw", DataType.STRING));

    private static Settings settings(
            ParsedKind kind, @Nullable String pattern, WhenUnreadable whenUnreadable, ParsedColumn... columns) {
        return new Settings("raw", kind, pattern, List.of(columns), false, ",", "\"", null, whenUnreadable);
    }

    private static ParsedColumn column(String name, DataType type, @Nullable String from) {
        return new ParsedColumn(name, type, from);
    }

    /** The texts as rows 0, 1, …; what comes out of {@code out} and {@code error}. */
    private static HarnessResult parsed(Settings settings, @Nullable String... texts) {
        Row[] rows = new Row[texts.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Row.of(i, texts[i]);
        }
        return OperatorHarness.of(new Parse(), settings)
                .input(INPUT)
                .inOrder()
                .rows(rows)
                .run();
    }

    private static List<Object> failed(HarnessResult result) {
        return result.rows("error").stream().map(row -> row.get(0)).toList();
    }

    @Test
    void jsonIsReadByPathsAndTypes() {
        var result = parsed(
                settings(
                        ParsedKind.JSON,
                        null,
                        WhenUnreadable.STOP,
                        column("name", DataType.STRING, null),
                        column("city", DataType.STRING, "$.address.city"),
                        column("price", DataType.decimal(10, 2), "$.prices[1]")),
                "{\"name\": \"a\", \"address\": {\"city\": \"Köln\"}, \"prices\": [1, 2.345]}",
                null,
                "{\n  \"name\": \"b\",\n  \"prices\": []\n}",
                "{\"name\"",
                "",
                "{\"prices\": [1, true]}");
        assertEquals(
                List.of(
                        Row.of(0, "a", "Köln", new BigDecimal("2.35")),
                        Row.of(1, null, null, null),
                        Row.of(2, "b", null, null)),
                result.rows());
        assertEquals(List.of(3, 4, 5), failed(result));
        assertEquals(
                Row.of(5, "{\"prices\": [1, true]}", "price is \"true\", not a number (DECIMAL(10, 2))."),
                result.rows("error").get(2));
    }

    @Test
    void csvIsReadByPosition() {
        var result = parsed(
                settings(
                        ParsedKind.CSV,
                        null,
                        WhenUnreadable.STOP,
                        column("a", DataType.STRING, null),
                        column("b", DataType.INT, null)),
                "x,1",
                "\"q, \"\"r\"\"\",",
                "\"two\nlines\",3",
                "x,1\ny,2",
                "x",
                "x,1,2",
                "x,y");
        assertEquals(
                List.of(Row.of(0, "x", 1), Row.of(1, "q, \"r\"", null), Row.of(2, "two\nlines", 3)), result.rows());
        assertEquals(List.of(3, 4, 5, 6), failed(result));
    }

    @Test
    void namedGroupsAreColumnsOfTheirOwn() {
        var result = parsed(
                settings(
                        ParsedKind.REGEX,
                        "(?<user>[^@(\\]]+)@(?:www\\.)?(?<host>[a-z.ü]+)(?<port>:\\d+)?",
                        WhenUnreadable.STOP),
                "mail ann@tailrace.dev:25!",
                "jörg@www.für.de",
                "nobody",
                null);
        assertEquals(
                List.of("id", "user", "host", "port"),
                result.output().ports().get("out").schema().names());
        assertEquals(
                List.of(
                        Row.of(0, "mail ann", "tailrace.dev", ":25"),
                        Row.of(1, "jörg", "für.de", null),
                        Row.of(3, null, null, null)),
                result.rows());
        assertEquals(List.of(2), failed(result));
    }

    @Test
    void groupsAreTakenByNumberNameOrOrder() {
        var result = parsed(
                settings(
                        ParsedKind.REGEX,
                        "(\\d+)-(?<b>\\d+)-(\\d+)",
                        WhenUnreadable.STOP,
                        column("first", DataType.INT, null),
                        column("b", DataType.STRING, null),
                        column("all", DataType.STRING, "0"),
                        column("third", DataType.BIGINT, "3")),
                "7-08-9",
                "7-08-99999999999999999999");
        assertEquals(List.of(Row.of(0, 7, "08", "7-08-9", 9L)), result.rows());
        assertEquals(List.of(1), failed(result));
    }

    // The lines of the documentation of Apache's mod_log_config, and what it says of them.
    @Test
    void accessLogsAreCommonOrCombined() {
        var result = parsed(
                settings(ParsedKind.ACCESS_LOG, null, WhenUnreadable.STOP),
                "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 2326",
                "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 200 2326"
                        + " \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (Win98; I ;Nav)\"",
                "::1 - a b [29/Feb/2024:23:59:00 +0530] \"-\" 408 - \"-\" \"say \\\"hi\\\" \\x16\"",
                "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a\" 200",
                "127.0.0.1 - - [10/Okt/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1",
                "not a log line");
        Instant time = Instant.parse("2000-10-10T20:55:36Z");
        assertEquals(
                List.of(
                        Row.of(
                                0,
                                "127.0.0.1",
                                "frank",
                                time,
                                "GET",
                                "/apache_pb.gif",
                                "HTTP/1.0",
                                200,
                                2326L,
                                null,
                                null),
                        Row.of(
                                1,
                                "127.0.0.1",
                                "frank",
                                time,
                                "GET",
                                "/apache_pb.gif",
                                "HTTP/1.0",
                                200,
                                2326L,
                                "http://www.example.com/start.html",
                                "Mozilla/4.08 [en] (Win98; I ;Nav)"),
                        Row.of(
                                2,
                                "::1",
                                "a b",
                                Instant.parse("2024-02-29T18:29:00Z"),
                                null,
                                null,
                                null,
                                408,
                                null,
                                null,
                                "say \"hi\" \\x16")),
                result.rows());
        assertEquals(List.of(3, 4, 5), failed(result));
        assertEquals(
                "The text has no bytes where it should stand.",
                result.rows("error").get(0).get(2));
    }

    // The examples of RFC 3164, section 5.4.
    @Test
    void syslogIsReadAsItsRfcWritesIt() {
        var result = parsed(
                settings(ParsedKind.SYSLOG_3164, null, WhenUnreadable.STOP),
                "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
                "Feb  5 17:32:18 10.0.0.99 sshd[4711]: Use the BFG!",
                "<13>Feb  5 17:32:18 10.0.0.99 Use the BFG!",
                "<192>Oct 11 22:14:15 mymachine su: x",
                "<34>2003-10-11 mymachine su: x");
        assertEquals(
                List.of(
                        Row.of(
                                0,
                                4,
                                2,
                                "Oct 11 22:14:15",
                                "mymachine",
                                "su",
                                null,
                                "'su root' failed for lonvick on /dev/pts/8"),
                        Row.of(1, null, null, "Feb  5 17:32:18", "10.0.0.99", "sshd", "4711", "Use the BFG!"),
                        Row.of(2, 1, 5, "Feb  5 17:32:18", "10.0.0.99", null, null, "Use the BFG!")),
                result.rows());
        assertEquals(List.of(3, 4), failed(result));
    }

    // The examples of RFC 5424, section 6.5.
    @Test
    void structuredSyslogIsReadAsItsRfcWritesIt() {
        var result = parsed(
                settings(
                        ParsedKind.SYSLOG_5424,
                        null,
                        WhenUnreadable.STOP,
                        column("severity", DataType.TINYINT, null),
                        column("time", DataType.TIMESTAMP_LTZ, null),
                        column("host", DataType.STRING, null),
                        column("message_id", DataType.STRING, null),
                        column("iut", DataType.INT, "data/exampleSDID@32473/iut"),
                        column("source", DataType.STRING, "data/exampleSDID@32473/eventSource"),
                        column("message", DataType.STRING, null)),
                "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \ufeff'su root' failed",
                "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.",
                "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut=\"3\""
                        + " eventSource=\"App\\\"lic\\]ation\" eventID=\"1011\"][examplePriority@32473 class=\"high\"]",
                "<165>1 2003-10-11T22:14:15.003Z host app - ID47 [open",
                "<165>1 2003-10-11T22:14:15.003Z host");
        assertEquals(
                List.of(
                        Row.of(
                                0,
                                (byte) 2,
                                Instant.parse("2003-10-11T22:14:15.003Z"),
                                "mymachine.example.com",
                                "ID47",
                                null,
                                null,
                                "'su root' failed"),
                        Row.of(
                                1,
                                (byte) 5,
                                Instant.parse("2003-08-24T12:14:15Z"),
                                "192.0.2.1",
                                null,
                                null,
                                null,
                                "%% It's time to make the do-nuts."),
                        Row.of(
                                2,
                                (byte) 5,
                                Instant.parse("2003-10-11T22:14:15.003Z"),
                                "mymachine.example.com",
                                "ID47",
                                3,
                                "App\"lic]ation",
                                null)),
                result.rows());
        assertEquals(List.of(3, 4), failed(result));
    }

    @Test
    void pairsAreReadByTheirKeys() {
        var result = parsed(
                settings(
                        ParsedKind.LOGFMT,
                        null,
                        WhenUnreadable.STOP,
                        column("level", DataType.STRING, null),
                        column("text", DataType.STRING, "msg"),
                        column("debug", DataType.BOOLEAN, null),
                        column("took", DataType.DOUBLE, "took.s")),
                "level=info msg=\"a \\\"b\\\" c\\nd\" took.s=0.5",
                " debug  level= level=warn\tmsg=über",
                "",
                "level=\"open",
                "=x",
                "took.s=long");
        assertEquals(
                List.of(
                        Row.of(0, "info", "a \"b\" c\nd", null, 0.5),
                        Row.of(1, "warn", "über", true, null),
                        Row.of(2, null, null, null, null)),
                result.rows());
        assertEquals(List.of(3, 4, 5), failed(result));
    }

    // Strings that uap-core's own tests have, and what these say of them.
    @Test
    void userAgentsAreReadByTheRulesOfUapCore() {
        var result = parsed(
                settings(ParsedKind.USER_AGENT, null, WhenUnreadable.STOP),
                "Mozilla/5.0 (Linux; Android 4.4.2; Nexus 5 Build/KOT49H) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/35.0.1916.122 Mobile Safari/537.36",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (BB10; Touch) AppleWebKit/537.3+ (KHTML, like Gecko) Version/10.0.9.388 Mobile Safari/537.3+",
                "Mozilla/4.0 (compatible; MSIE 5.17; Mac_PowerPC)",
                "Mozilla/5.0 (Linux; U; Android 2.3.4; en-us; Kindle Fire Build/GINGERBREAD) AppleWebKit/533.1"
                        + " (KHTML, like Gecko) Version/4.0 Mobile Safari/533.1",
                "Bunjalloo/0.7.6(Nintendo DS;U;en)",
                "nobody knows",
                null);
        assertEquals(
                List.of("id", "browser", "browser_version", "os", "os_version", "device", "bot"),
                result.output().ports().get("out").schema().names());
        assertEquals(
                List.of(
                        Row.of(0, "Chrome Mobile", "35.0.1916", "Android", "4.4.2", "Nexus 5", false),
                        Row.of(1, "Googlebot", "2.1", null, null, "Spider", true),
                        Row.of(2, "BlackBerry WebKit", "10.0.9", "BlackBerry OS", "10.0.9", "BlackBerry Touch", false),
                        Row.of(3, "IE", "5.17", "Mac OS", null, null, false),
                        Row.of(4, "Android", "2.3.4", "Android", "2.3.4", "Kindle Fire", false),
                        Row.of(5, "Bunjalloo", "0.7.6", null, null, "Nintendo DS", false),
                        Row.of(6, null, null, null, null, null, false),
                        Row.of(7, null, null, null, null, null, null)),
                result.rows());
        assertTrue(result.rows("error").isEmpty());
    }

    @Test
    void whatAUserAgentTellsMayBeTakenInPart() {
        var result = parsed(
                settings(
                        ParsedKind.USER_AGENT,
                        null,
                        WhenUnreadable.STOP,
                        column("system", DataType.STRING, "os"),
                        column("robot", DataType.STRING, "bot")),
                "Mozilla/5.0 (PlayBook; U; RIM Tablet OS 1.0.0; en-US) AppleWebKit/534.8+ (KHTML, like Gecko)"
                        + " Version/0.0.1 Safari/534.8+",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" + "x".repeat(100_000),
                "");
        assertEquals(
                List.of(Row.of(0, "BlackBerry Tablet OS", "false"), Row.of(1, null, "true"), Row.of(2, null, "false")),
                result.rows());
        assertEquals(
                List.of("operators.parse.no-field columns[0].from"),
                problems(settings(
                        ParsedKind.USER_AGENT,
                        null,
                        WhenUnreadable.STOP,
                        column("version", DataType.STRING, "browser-version"))));
    }

    @Test
    void urlsAreReadByTheirParts() {
        var result = parsed(
                settings(
                        ParsedKind.URL,
                        null,
                        WhenUnreadable.STOP,
                        column("protocol", DataType.STRING, null),
                        column("host", DataType.STRING, null),
                        column("port", DataType.INT, null),
                        column("path", DataType.STRING, null),
                        column("q", DataType.STRING, "query/q"),
                        column("ref", DataType.STRING, null)),
                "https://ann@tailrace.dev:8443/a/b?p=1&q=%C3%BC&q=2#top",
                "http://localhost",
                "nothing");
        assertEquals(
                List.of(
                        Row.of(0, "https", "tailrace.dev", 8443, "/a/b", "%C3%BC", "top"),
                        Row.of(1, "http", "localhost", 80, "", null, null)),
                result.rows());
        assertEquals(List.of(2), failed(result));
    }

    @ParameterizedTest
    @CsvSource({"SKIP, 1", "EMPTY, 0"})
    void unreadableTextsAreSkippedOrLeaveTheColumnsEmpty(WhenUnreadable policy, int errors) {
        var result = OperatorHarness.of(
                        new Parse(),
                        settings(
                                ParsedKind.CSV,
                                null,
                                policy,
                                column("a", DataType.INT, null),
                                column("b", DataType.INT, null)))
                .input(INPUT)
                .wired("out")
                .rows(Row.of(1, "1,2"), Row.of(2, "3,x"), Row.of(3, "4,5"))
                .run();
        assertEquals(
                policy == WhenUnreadable.SKIP
                        ? List.of(Row.of(1, 1, 2), Row.of(3, 4, 5))
                        : List.of(Row.of(1, 1, 2), Row.of(2, null, null), Row.of(3, 4, 5)),
                result.rows());
        assertEquals(errors, result.errors());
    }

    @Test
    void aWiredErrorPortHasAllUnreadableTexts() {
        var result = parsed(
                settings(ParsedKind.URL, null, WhenUnreadable.EMPTY, column("host", DataType.STRING, null)),
                "http://a",
                "b");
        assertEquals(List.of(Row.of(0, "a")), result.rows());
        assertEquals(List.of(1), failed(result));
    }

    @Test
    void theRunStopsAndShowsTheRow() {
        var result = OperatorHarness.of(new Parse(), settings(ParsedKind.URL, null, WhenUnreadable.STOP))
                .input(INPUT)
                .wired("out")
                .rows(Row.of(1, "http://a"), Row.of(2, "b"))
                .run();
        assertEquals("formats.line.no-url", result.failure().code());
    }

    @Test
    void theTextStaysIfWanted() {
        Settings settings = new Settings(
                "raw",
                ParsedKind.LOGFMT,
                null,
                List.of(column("a", DataType.STRING, null)),
                true,
                ",",
                "\"",
                null,
                WhenUnreadable.STOP);
        assertEquals(List.of(Row.of(0, "a=1", "1")), parsed(settings, "a=1").rows());
    }

    private static List<String> problems(Settings settings) {
        return OperatorHarness.of(new Parse(), settings).input(INPUT).problems().stream()
                .map(problem -> problem.code() + " " + problem.place())
                .toList();
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertEquals(
                List.of("operators.parse.no-pattern pattern"),
                problems(settings(ParsedKind.REGEX, null, WhenUnreadable.STOP)));
        assertEquals(
                List.of("operators.parse.pattern pattern"),
                problems(settings(ParsedKind.REGEX, "(", WhenUnreadable.STOP)));
        assertEquals(
                List.of("operators.parse.no-columns columns"),
                problems(settings(ParsedKind.REGEX, "(a)", WhenUnreadable.STOP)));
        assertEquals(
                List.of("operators.parse.no-group columns[0].from", "operators.duplicate-name columns[0].name"),
                problems(settings(ParsedKind.REGEX, "(a)", WhenUnreadable.STOP, column("id", DataType.INT, "2"))));
        assertEquals(
                List.of("operators.parse.no-field columns[0].from", "operators.parse.no-year columns[1].type"),
                problems(settings(
                        ParsedKind.SYSLOG_3164,
                        null,
                        WhenUnreadable.STOP,
                        column("hosts", DataType.STRING, null),
                        column("time", DataType.TIMESTAMP, null))));
        assertEquals(
                List.of("formats.json.bad-path columns[0].from"),
                problems(settings(ParsedKind.JSON, null, WhenUnreadable.STOP, column("a", DataType.INT, "a.b"))));
        List<Problem> ofNumber = OperatorHarness.of(
                        new Parse(),
                        new Settings("id", ParsedKind.URL, null, List.of(), true, ",", "\"", null, WhenUnreadable.STOP))
                .input(INPUT)
                .problems();
        assertEquals("operators.parse.no-text", ofNumber.get(0).code());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void randomLogLinesGiveBackWhatTheyWereMadeOf(long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (int id = 0; id < 400; id++) {
            String[] words = new String[6];
            for (int i = 0; i < words.length; i++) {
                words[i] = word(random);
            }
            int status = 100 + random.nextInt(500);
            boolean combined = random.nextBoolean();
            String line =
                    words[0] + " - " + words[1] + " [01/Jan/1970:00:00:" + (10 + id % 50) + " +0000] \"" + words[2]
                            + " /" + words[3] + " HTTP/2\" " + status + " " + (status % 7 == 0 ? "-" : "" + id)
                            + (combined ? " \"" + words[4] + "\" \"" + words[5] + "\"" : "");
            rows.add(Row.of(id, line));
            expected.add(new Row(
                    RowKind.INSERT,
                    Arrays.asList(
                            id,
                            words[0],
                            words[1],
                            Instant.ofEpochSecond(10 + id % 50),
                            words[2],
                            "/" + words[3],
                            "HTTP/2",
                            status,
                            status % 7 == 0 ? null : (Object) (long) id,
                            combined ? words[4] : null,
                            combined ? words[5] : null)));
        }
        var result = OperatorHarness.of(new Parse(), settings(ParsedKind.ACCESS_LOG, null, WhenUnreadable.STOP))
                .input(INPUT)
                .inOrder()
                .seed(seed)
                .rows(rows)
                .run();
        assertEquals(expected, result.rows());
        assertTrue(result.rows("error").isEmpty());
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8) + 2; i > 0; i--) {
            word.append("abcé漢/.:-_[=".charAt(random.nextInt(12)));
        }
        return word.toString();
    }
}
