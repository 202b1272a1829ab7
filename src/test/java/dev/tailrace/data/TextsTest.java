package dev.tailrace.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextsTest {
    private static final String KEY = "operators.filter.name";

    @ParameterizedTest
    @ValueSource(strings = {"zh", "zh-CN", "zh-Hans", "zh-Hans-CN", "zh-SG", "zh-Hans-HK"})
    void whoReadsSimplifiedChineseReadsIt(String tag) {
        assertEquals("过滤", new Texts(Locale.forLanguageTag(tag)).get(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en", "en-GB", "de-DE", "zh-TW", "zh-Hant", "zh-Hant-CN", "zh-HK"})
    void everybodyElseReadsEnglish(String tag) {
        assertEquals("Filter", new Texts(Locale.forLanguageTag(tag)).get(KEY));
    }

    @Test
    void anotherLanguageIsSpokenFromThenOn() {
        Texts texts = new Texts(Locale.ENGLISH);
        texts.speak(Locale.SIMPLIFIED_CHINESE);
        assertEquals("过滤", texts.get(KEY));
        assertEquals(Locale.SIMPLIFIED_CHINESE, texts.locale());
    }

    @Test
    void aSpaceStandsBetweenEnglishSentencesOnly() {
        Problem problem = Problem.error("operators.needs-event-time");
        assertEquals(
                "This needs event time, and the stream has none. Put an Event time node before.",
                new Texts(Locale.ENGLISH).of(problem));
        assertEquals("这里需要事件时间，而这条流没有事件时间。在此之前放一个“事件时间”节点。", new Texts(Locale.CHINA).of(problem));
    }

    @Test
    void apostrophesOfTextsWithoutArgumentsAreReadOnce() {
        assertEquals(
                "Empty keeps the column's own name.",
                new Texts(Locale.ENGLISH).find("operators.project.columns.name.hint"));
    }
}
