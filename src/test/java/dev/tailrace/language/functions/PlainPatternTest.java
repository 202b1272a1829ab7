package dev.tailrace.language.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainPatternTest {
    private static final long SEED = 1;
    private static final String LETTERS = "&=abid_1|^é漢";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(&|^)id=([^&]*)",
                "(&|^)id=([^&]+)",
                "(^|&)(a|b)id",
                "id",
                "([a-c]*)=([^=]*)",
                "[a-c]+=(1|&)",
                "(a|^)(a|b|^)=",
                "(^)a",
                "=([a-zA-Z0-9_]+)",
                "a([b]*)"
            })
    void simpleExpressionsFindWhatThePlatformFinds(String expression) {
        PlainPattern plain = PlainPattern.of(expression);
        assertNotNull(plain, expression);
        Matcher matcher = Pattern.compile(expression).matcher("");
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random);
            byte[] bytes = ("&id=" + text + "&id=1").getBytes(StandardCharsets.UTF_8);
            boolean found = plain.find(bytes, 4, bytes.length - 5);
            assertEquals(matcher.reset(text).find(), found, text);
            for (int group = 0; group <= matcher.groupCount() && found; group++) {
                assertEquals(matcher.group(group), part(bytes, plain.start(group), plain.end(group)), text);
            }
        }
    }

    private static @Nullable String part(byte[] bytes, int start, int end) {
        return start < 0 ? null : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(random.nextInt(5) == 0 ? "id=" : LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "^a", "a*", "ab?", "(ab|c)", "(a)*", "[^&]*&?", "[a-c]*b", "[a&&b]*", "[a-]*", "[[a]]*", "\\d+",
                "a.b", "a$", "(?:a)", "[a]*+b", "[a]*?b", "(a|b", "a{2}", "[]a]*"
            })
    void otherExpressionsAreLeftToThePlatform(String expression) {
        assertNull(PlainPattern.of(expression));
    }
}
