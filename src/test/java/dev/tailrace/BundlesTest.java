package dev.tailrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever writes a text writes it in both languages, with the same arguments. */
final class BundlesTest {
    private static final Path BUNDLES = Path.of("src/main/resources/dev/tailrace");
    private static final String ENGLISH = "texts.properties";
    private static final String CHINESE = "texts_zh_CN.properties";

    /** Arguments are numbers in braces; what else stands in braces is meant as it is, such as a quantifier. */
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)(?:,(?:number|choice|date|time)[^{}]*)?");

    private static final Pattern SINGLE_APOSTROPHE = Pattern.compile("(?<!')'(?:'')*(?!')");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** An ASCII letter, digit or argument that touches a Chinese character. */
    private static final Pattern UNSPACED = Pattern.compile("\\p{IsHan}[A-Za-z0-9{]|[A-Za-z0-9}]\\p{IsHan}");

    private static final Pattern BEGS_OR_SHOUTS =
            Pattern.compile("\\b(?:please|oops|sorry|unfortunately)\\b|\\w!(?:\\s|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern CHINESE_BEGS_OR_SHOUTS = Pattern.compile("请(?!求)|抱歉|哎呀|！|您");

    /** Punctuation of Latin right after a Chinese character, or round one; a function's arguments are neither. */
    private static final Pattern NARROW = Pattern.compile("\\p{IsHan}(?:[,;:?!]| ?\\((?=[A-Z\\p{IsHan}][^)\\d]*\\)))");

    private static final Pattern SPACED = Pattern.compile("[，。：；？）”] (?=\\p{IsHan})|\\p{IsHan} [（“]");

    /** Sink, note and unmute, as they are not called. */
    private static final List<String> STRAY_NAMES = List.of("接收器", "注释：", "静音");

    /** Names, keys and literals, which are the same in both languages. */
    private static final Set<String> ALIKE = Set.of(
            "formats.json.label",
            "formats.csv.label",
            "connectors.file-source.compression.gzip",
            "connectors.file-source.compression.zstd",
            "connectors.file-sink.compression.gzip",
            "connectors.file-sink.compression.zstd",
            "operators.nexmark.name",
            "operators.top-n.name",
            "operators.mask.columns.method.clear",
            "designer.status.heap-of",
            "designer.status.runtime.flink",
            "designer.rows.csv",
            "designer.held.tab-json",
            "designer.start.domain.nexmark",
            "designer.rows.json-lines",
            "designer.tests.unset",
            "designer.expression.fix-key");

    private record Bundle(String name, Properties english, Properties chinese) {}

    @Test
    void everyBundleHasBothLanguages() throws IOException {
        Set<String> english = folders(ENGLISH);
        assertTrue(english.size() > 8, "the bundles are not found");
        assertEquals(english, folders(CHINESE));
    }

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        for (Bundle bundle : bundles()) {
            assertEquals(
                    new TreeSet<>(bundle.english().stringPropertyNames()),
                    new TreeSet<>(bundle.chinese().stringPropertyNames()),
                    bundle.name());
        }
    }

    @Test
    void bothLanguagesTakeTheSameArguments() throws IOException {
        // What only chooses between one and many has nothing to choose in Chinese.
        assertEquals(
                List.of(),
                broken((english, chinese) -> arguments(english).containsAll(arguments(chinese))
                        && arguments(chinese).containsAll(told(english))));
    }

    @Test
    void everyTextIsTranslatedUnlessItIsAName() throws IOException {
        List<String> alike = new ArrayList<>();
        for (Bundle bundle : bundles()) {
            for (String key : bundle.english().stringPropertyNames()) {
                String english = bundle.english().getProperty(key);
                boolean hasWords = ARGUMENT.matcher(english).replaceAll("").matches(".*\\p{IsAlphabetic}{2}.*");
                if (hasWords && english.equals(bundle.chinese().getProperty(key))) {
                    alike.add(bundle.name() + "." + key);
                }
            }
        }
        assertEquals(Set.of(), minus(alike, ALIKE));
        assertEquals(Set.of(), minus(ALIKE, Set.copyOf(alike)), "these are translated");
    }

    @Test
    void everyPatternCanBeRead() throws IOException {
        assertEquals(List.of(), broken((english, chinese) -> parses(english) && parses(chinese)));
    }

    /** A single apostrophe in a pattern swallows what follows. */
    @Test
    void apostrophesAreWrittenTwiceWherePatternsAreRead() throws IOException {
        assertEquals(List.of(), broken((english, chinese) -> {
            boolean pattern = !arguments(english).isEmpty();
            boolean single = SINGLE_APOSTROPHE.matcher(english).find();
            return pattern
                    ? !single && !SINGLE_APOSTROPHE.matcher(chinese).find()
                    : single || !SINGLE_APOSTROPHE.matcher(chinese).find();
        }));
    }

    @Test
    void aSpaceStandsBetweenChineseAndLatin() throws IOException {
        assertEquals(
                List.of(),
                broken((english, chinese) ->
                        !UNSPACED.matcher(chinese).find() || english.startsWith("No window can be opened")));
    }

    @Test
    void chineseSentencesEndInFullWidth() throws IOException {
        assertEquals(
                List.of(),
                broken((english, chinese) ->
                        !english.endsWith(".") || !HAN.matcher(chinese).find() || chinese.endsWith("。")));
    }

    /** A message says what helps; it neither begs nor shouts. */
    @Test
    void nobodyIsBeggedOrShoutedAt() throws IOException {
        assertEquals(
                List.of(),
                broken((english, chinese) -> !BEGS_OR_SHOUTS.matcher(english).find()
                        && !CHINESE_BEGS_OR_SHOUTS.matcher(chinese).find()));
    }

    @Test
    void chinesePunctuationIsFullWidthAndHasNoSpaceBesideIt() throws IOException {
        assertEquals(
                List.of(),
                broken((english, chinese) -> !NARROW.matcher(chinese).find()
                        && !SPACED.matcher(chinese).find()));
    }

    /** What the two are called in the palette and in the inspector is what messages call them. */
    @Test
    void oneThingHasOneNameInChinese() throws IOException {
        assertEquals(
                List.of(), broken((english, chinese) -> STRAY_NAMES.stream().noneMatch(chinese::contains)));
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        for (String name : folders(ENGLISH)) {
            for (String file : List.of(ENGLISH, CHINESE)) {
                Path path = BUNDLES.resolve(name).resolve(file);
                Set<String> seen = new TreeSet<>();
                List<String> twice =
                        keys(path).stream().filter(key -> !seen.add(key)).toList();
                assertEquals(List.of(), twice, path.toString());
            }
        }
    }

    private static List<String> broken(BiPredicate<String, String> holds) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Bundle bundle : bundles()) {
            for (String key : new TreeSet<>(bundle.english().stringPropertyNames())) {
                String english = bundle.english().getProperty(key);
                String chinese = bundle.chinese().getProperty(key);
                if (chinese != null && !holds.test(english, chinese)) {
                    broken.add(bundle.name() + "." + key + ": " + english + " | " + chinese);
                }
            }
        }
        return broken;
    }

    private static boolean parses(String text) {
        if (arguments(text).isEmpty()) {
            return true;
        }
        try {
            return !new MessageFormat(text)
                    .format(new Object[] {3, 2, 1, 4, 5, 6, 7, 8, 9, 10})
                    .isEmpty();
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** The arguments that are themselves said. */
    private static Set<String> told(String text) {
        return arguments(text, false);
    }

    private static Set<String> arguments(String text) {
        return arguments(text, true);
    }

    private static Set<String> arguments(String text, boolean choices) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = ARGUMENT.matcher(text);
        while (matcher.find()) {
            int end = matcher.end();
            // A choice has arguments inside, so its closing brace comes later.
            boolean counts = choices || !matcher.group().contains(",choice");
            if (counts && end < text.length() && (text.charAt(end) == '}' || text.charAt(end) == '{')) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static Set<String> minus(Iterable<String> from, Set<String> taken) {
        Set<String> left = new TreeSet<>();
        from.forEach(left::add);
        left.removeAll(taken);
        return left;
    }

    private static List<Bundle> bundles() throws IOException {
        List<Bundle> found = new ArrayList<>();
        for (String name : folders(ENGLISH)) {
            Path folder = BUNDLES.resolve(name);
            found.add(new Bundle(name, read(folder.resolve(ENGLISH)), read(folder.resolve(CHINESE))));
        }
        return found;
    }

    private static Properties read(Path file) throws IOException {
        Properties texts = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            }
        }
        return texts;
    }

    private static List<String> keys(Path file) throws IOException {
        List<String> keys = new ArrayList<>();
        boolean continued = false;
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (!continued && equals > 0 && !line.startsWith("#")) {
                keys.add(line.substring(0, equals));
            }
            continued = line.endsWith("\\") && !line.startsWith("#");
        }
        return keys;
    }

    private static Set<String> folders(String holding) throws IOException {
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            return files.filter(file -> file.getFileName().toString().equals(holding))
                    .map(file -> BUNDLES.relativize(file.getParent()).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
