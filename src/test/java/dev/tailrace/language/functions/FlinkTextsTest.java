package dev.tailrace.language.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.flink.table.api.JsonExistsOnError;
import org.apache.flink.table.api.JsonQueryOnEmptyOrError;
import org.apache.flink.table.api.JsonQueryWrapper;
import org.apache.flink.table.api.JsonValueOnEmptyOrError;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.data.binary.BinaryStringDataUtil;
import org.apache.flink.table.functions.SqlLikeUtils;
import org.apache.flink.table.runtime.functions.SqlFunctionUtils;
import org.apache.flink.table.runtime.functions.SqlJsonUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random texts through functions of ours and the ones of Flink that they stand for. */
class FlinkTextsTest {
    private static final long SEED = 23;
    private static final int TEXTS = 4000;
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "A",
            "Z",
            "ab",
            "0",
            "7",
            " ",
            "  ",
            ",",
            "-",
            ".",
            "é",
            "ß",
            "Ö",
            "日",
            "\uD83D\uDE00",
            "e5",
            "/",
            "");
    private static final List<String> PATTERNS =
            List.of("a", "[a-z]+", "(a)(b)?", "", "(", ".", "^a|b$", "\\d", "(?i)z", "[^a]*", "\\s", "é|ß");

    private final Random random = new Random(SEED);

    private String text(int mostPieces) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(mostPieces + 1); left > 0; left--) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private interface Call {
        /** @return whether there is a result */
        boolean into(Slice out);
    }

    private static @Nullable String ours(Call call) {
        Slice out = new Slice();
        return call.into(out) ? out.toString() : null;
    }

    private static BinaryStringData flink(String text) {
        return BinaryStringData.fromString(text);
    }

    /** As it comes out of Flink, where halves of pairs have become question marks. */
    private static @Nullable String utf8(@Nullable String text) {
        return text == null ? null : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Object outcome(Supplier<Object> computed) {
        try {
            Object value = computed.get();
            return value == null ? "NULL" : value;
        } catch (RuntimeException failure) {
            return "failure";
        }
    }

    @Test
    void partsOfTextsAreThoseOfFlink() {
        for (int i = 0; i < TEXTS; i++) {
            String text = text(6);
            String other = text(3);
            int number = random.nextInt(14) - 4;
            int second = random.nextInt(8) - 2;
            byte[] b = Text.utf8("<" + text + ">");
            int e = b.length - 1;
            byte[] p = Text.utf8(other);
            String about = "'" + text + "', '" + other + "', " + number + ", " + second;
            assertEquals(
                    utf8(SqlFunctionUtils.lpad(text, number, other)),
                    ours(o -> TextParts.padLeft(b, 1, e, number, p, 0, p.length, o)),
                    about);
            assertEquals(
                    utf8(SqlFunctionUtils.rpad(text, number, other)),
                    ours(o -> TextParts.padRight(b, 1, e, number, p, 0, p.length, o)),
                    about);
            assertEquals(
                    utf8(SqlFunctionUtils.repeat(text, number)),
                    given(o -> TextParts.repeat(b, 1, e, number, o)),
                    about);
            assertEquals(
                    utf8(SqlFunctionUtils.overlay(text, other, number, second)),
                    given(o -> TextParts.overlay(b, 1, e, p, 0, p.length, number, second, o)),
                    about);
            assertEquals(
                    utf8(SqlFunctionUtils.overlay(text, other, number)),
                    given(o -> TextParts.overlay(b, 1, e, p, 0, p.length, number, o)),
                    about);
            assertEquals(
                    utf8(SqlFunctionUtils.splitIndex(text, other, second)),
                    ours(o -> TextParts.piece(b, 1, e, p, 0, p.length, second, o)),
                    about);
            assertEquals(
                    utf8(SqlFunctionUtils.splitIndex(text, 97, second)),
                    ours(o -> TextParts.piece(b, 1, e, 97, second, o)),
                    about);
            assertEquals(
                    BinaryStringDataUtil.reverse(flink(text)).toString(),
                    given(o -> TextParts.reverse(b, 1, e, o)),
                    about);
            assertEquals(
                    outcome(() -> SqlFunctionUtils.instr(flink(text), flink(other), number, second)),
                    outcome(() -> Search.instr(b, 1, e, p, 0, p.length, number, second)),
                    about);
            assertEquals(
                    SqlFunctionUtils.position(flink(other), flink(text), number),
                    Search.locate(p, 0, p.length, b, 1, e, number),
                    about);
        }
    }

    private static @Nullable String given(Consumer<Slice> call) {
        return ours(out -> {
            call.accept(out);
            return true;
        });
    }

    @Test
    void lettersAreThoseOfFlink() {
        for (int i = 0; i < TEXTS; i++) {
            String text = text(4);
            byte[] b = Text.utf8(text);
            int e = b.length;
            assertEquals(SqlFunctionUtils.isAlpha(text), Letters.isAlpha(b, 0, e), text);
            assertEquals(SqlFunctionUtils.isDigit(text), Letters.isDigit(b, 0, e), text);
            assertEquals(SqlFunctionUtils.isDecimal(text), Letters.isDecimal(b, 0, e), text);
            assertEquals(SqlFunctionUtils.hashCode(text), Letters.hashCode(b, 0, e), text);
            assertEquals(SqlFunctionUtils.initcap(text), given(o -> Letters.initcap(b, 0, e, o)), text);
            assertEquals(SqlFunctionUtils.hex(text), given(o -> Encodings.hex(b, 0, e, o)), text);
            long number = random.nextLong() >> random.nextInt(64);
            assertEquals(SqlFunctionUtils.hex(number), given(o -> Encodings.hex(number, o)));
            assertEquals(SqlFunctionUtils.chr(number), given(o -> Letters.chr(number, o)));
        }
    }

    @Test
    void regularExpressionsFindWhatTheyFindInFlink() {
        Regex regex = new Regex();
        for (int i = 0; i < TEXTS; i++) {
            String text = text(6);
            String pattern = pick(PATTERNS);
            String other = text(2);
            int group = random.nextInt(4) - 1;
            byte[] b = Text.utf8(text);
            byte[] p = Text.utf8(pattern);
            byte[] w = Text.utf8(other);
            String about = "'" + text + "', '" + pattern + "'";
            assertEquals(SqlFunctionUtils.regExp(text, pattern), regex.find(b, 0, b.length, p, 0, p.length), about);
            assertEquals(
                    utf8(SqlFunctionUtils.regexpExtract(text, pattern, group)),
                    ours(o -> regex.extract(b, 0, b.length, p, 0, p.length, group, o)),
                    about);
            assertEquals(
                    utf8(SqlFunctionUtils.regexpReplace(text, pattern, other)),
                    ours(o -> regex.replace(b, 0, b.length, p, 0, p.length, w, 0, w.length, o)),
                    about);
        }
    }

    @Test
    void textsAreSimilarWhereTheyAreInFlink() {
        List<String> patterns =
                List.of("a%", "_", "%(a|b)+%", "[a-z]*", "[[:ALPHA:]]%", "a.b", "(", "%\\d", "[^a]%", "");
        Similar similar = new Similar();
        for (int i = 0; i < TEXTS; i++) {
            String text = text(5);
            String pattern = pick(patterns);
            byte[] b = Text.utf8(text);
            byte[] p = Text.utf8(pattern);
            assertEquals(
                    outcome(() -> SqlLikeUtils.similar(text, pattern)),
                    outcome(() -> similar.matches(b, 0, b.length, p, 0, p.length)),
                    "'" + text + "' SIMILAR TO '" + pattern + "'");
        }
    }

    @Test
    void partsOfUrlsAreThoseOfFlink() {
        List<String> parts =
                List.of("HOST", "PATH", "QUERY", "REF", "PROTOCOL", "FILE", "AUTHORITY", "USERINFO", "host");
        List<String> pieces = List.of(
                "http://", "https://", "ftp:", "a", "x.y", ":80", "/", "?", "&", "=", "k=v", "#", "@", "%20", "ä", ":");
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder url = new StringBuilder();
            for (int left = random.nextInt(9); left > 0; left--) {
                url.append(pick(pieces));
            }
            byte[] b = Text.utf8(url.toString());
            String part = pick(parts);
            byte[] p = Text.utf8(part);
            byte[] k = Text.utf8("k");
            assertEquals(
                    SqlFunctionUtils.parseUrl(url.toString(), part),
                    ours(o -> Urls.part(b, 0, b.length, p, 0, p.length, o)),
                    url + " " + part);
            assertEquals(
                    SqlFunctionUtils.parseUrl(url.toString(), part, "k"),
                    ours(o -> Urls.part(b, 0, b.length, p, 0, p.length, k, 0, 1, o)),
                    url + " " + part);
        }
    }

    private String json(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 11)) {
            case 0 -> pick(List.of("1", "-0", "12345678901", "99999999999999999999"));
            case 1 -> pick(List.of("1.5", "1e3", "-0.0", "0.10", "1E-9", "2.50E400"));
            case 2 -> "\"" + text(2) + "\"";
            case 3 -> pick(List.of("\"\\u00e4\\n\\\"\"", "\"\\q\"", "\"\\ud83d\\ude00\""));
            case 4 -> pick(List.of("true", "false", "null", "nul", "01", "NaN", "1."));
            case 5 -> pick(List.of("{}", "[]", "{\"a\"}", "[1,]"));
            case 6 -> "null";
            case 7, 8 ->
                "{\"a\":" + json(depth - 1) + ", \"" + pick(List.of("a", "b", "ß", "a.b")) + "\" : " + json(depth - 1)
                        + "}";
            default -> "[" + json(depth - 1) + "," + json(depth - 1) + pick(List.of("]", "]", "]", "] x", ""));
        };
    }

    @Test
    void placesInJsonHoldWhatTheyHoldInFlink() {
        List<String> paths = List.of(
                "$",
                "$.a",
                "$.b",
                "$.a.a",
                "$.a.b",
                "$[0]",
                "$[1]",
                "$.a[1]",
                "$[0].a",
                "$['a.b']",
                "$.ß",
                "$[1][0]",
                "$.a.a.a");
        for (int i = 0; i < TEXTS; i++) {
            String json = json(4);
            String path = pick(List.of("", "lax ", "strict ")) + pick(paths);
            byte[] b = Text.utf8(json);
            JsonPath ours = new JsonPath(path);
            String about = json + " at " + path;
            assertEquals(SqlJsonUtils.isJsonValue(json), JsonPath.isValue(b, 0, b.length), about);
            assertEquals(SqlJsonUtils.isJsonObject(json), JsonPath.kind(b, 0, b.length) == 1, about);
            assertEquals(SqlJsonUtils.isJsonArray(json), JsonPath.kind(b, 0, b.length) == 2, about);
            Boolean exists = SqlJsonUtils.jsonExists(json, path, JsonExistsOnError.UNKNOWN);
            assertEquals(
                    exists == null ? JsonPath.ERROR : exists ? JsonPath.FOUND : JsonPath.EMPTY,
                    ours.exists(b, 0, b.length),
                    about);
            Object value = SqlJsonUtils.jsonValue(
                    json, path, JsonValueOnEmptyOrError.DEFAULT, "EMPTY", JsonValueOnEmptyOrError.DEFAULT, "ERROR");
            assertEquals(String.valueOf(value), named(ours.value(b, 0, b.length), ours::text), about);
            List<JsonQueryWrapper> wrappers = List.of(
                    JsonQueryWrapper.WITHOUT_ARRAY,
                    JsonQueryWrapper.CONDITIONAL_ARRAY,
                    JsonQueryWrapper.UNCONDITIONAL_ARRAY);
            for (int wrapper = 0; wrapper < wrappers.size(); wrapper++) {
                Object found = SqlJsonUtils.jsonQuery(
                        json,
                        path,
                        SqlJsonUtils.JsonQueryReturnType.STRING,
                        wrappers.get(wrapper),
                        JsonQueryOnEmptyOrError.EMPTY_ARRAY,
                        JsonQueryOnEmptyOrError.EMPTY_OBJECT);
                int outcome = ours.query(b, 0, b.length, wrapper);
                String mine = outcome == JsonPath.EMPTY ? "[]" : outcome == JsonPath.ERROR ? "{}" : given(ours::json);
                assertEquals(found, mine, about);
            }
        }
    }

    private static @Nullable String named(int outcome, Consumer<Slice> text) {
        return outcome == JsonPath.EMPTY ? "EMPTY" : outcome == JsonPath.ERROR ? "ERROR" : given(text);
    }
}
