package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ua_parser.OS;
import ua_parser.Parser;
import ua_parser.UserAgent;

/**
 * What a browser says of itself in the header {@code User-Agent}, by the rules of uap-core, which are the first of some
 * hundred regular expressions that match.
 *
 * <p>Names are those of uap-core; a field that it calls {@code Other} the text does not have. Versions are the parts that
 * are known, with dots between. {@code bot} is {@code true} for what uap-core takes for a spider, and {@code false}
 * otherwise. Every text is one of a browser, if of an unknown one.
 *
 * <p>Matching takes a millisecond or more, and the same few texts come again and again, so the latest different ones are
 * remembered. Only the beginning of a text is looked at, so that none can take for ever.
 */
public final class UserAgentFields extends LineFields {
    /** The names of the fields, by number. */
    public static final List<String> NAMES = List.of("browser", "browser_version", "os", "os_version", "device", "bot");

    private static final int BROWSER = 0;
    private static final int BROWSER_VERSION = 1;
    private static final int OS_NAME = 2;
    private static final int OS_VERSION = 3;
    private static final int DEVICE = 4;
    private static final int BOT = 5;

    private static final String UNKNOWN = "Other";
    private static final String SPIDER = "Spider";

    private static final int MOST_BYTES = 2_000;
    private static final int MOST_REMEMBERED = 10_000;

    /** The rules, read when the first text is; they do not change, and any thread may ask them. */
    private static final class Rules {
        static final Parser PARSER = new Parser();
    }

    private final boolean readsBrowser;
    private final boolean readsOs;
    private final boolean readsDevice;
    /** By text, what each field is; empty where there is none. */
    private final Map<String, byte[][]> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[][]> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param read the names of the fields that somebody reads; others may be absent */
    public UserAgentFields(Set<String> read) {
        super(NAMES.size());
        readsBrowser = read.contains(NAMES.get(BROWSER)) || read.contains(NAMES.get(BROWSER_VERSION));
        readsOs = read.contains(NAMES.get(OS_NAME)) || read.contains(NAMES.get(OS_VERSION));
        readsDevice = read.contains(NAMES.get(DEVICE)) || read.contains(NAMES.get(BOT));
    }

    @Override
    @Nullable
    Problem find(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.min(to - from, MOST_BYTES), StandardCharsets.UTF_8);
        byte[][] found = remembered.computeIfAbsent(text, this::fields);
        for (int i = 0; i < found.length; i++) {
            if (found[i].length > 0) {
                put(i, found[i], 0, found[i].length);
            }
        }
        return null;
    }

    private byte[][] fields(String text) {
        byte[][] found = new byte[NAMES.size()][0];
        if (readsBrowser) {
            UserAgent browser = Rules.PARSER.parseUserAgent(text);
            found[BROWSER] = name(browser.family);
            found[BROWSER_VERSION] = version(browser.major, browser.minor, browser.patch);
        }
        if (readsOs) {
            OS os = Rules.PARSER.parseOS(text);
            found[OS_NAME] = name(os.family);
            found[OS_VERSION] = version(os.major, os.minor, os.patch, os.patchMinor);
        }
        if (readsDevice) {
            String device = Rules.PARSER.parseDevice(text).family;
            found[DEVICE] = name(device);
            found[BOT] = bytes(Boolean.toString(SPIDER.equals(device)));
        }
        return found;
    }

    private static byte[] name(@Nullable String name) {
        return bytes(name == null || name.equals(UNKNOWN) ? "" : name);
    }

    /** The parts up to the first that is not known. */
    private static byte[] version(@Nullable String... parts) {
        StringBuilder version = new StringBuilder();
        for (String part : parts) {
            if (part == null || part.isEmpty()) {
                break;
            }
            version.append(version.isEmpty() ? "" : ".").append(part);
        }
        return bytes(version.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
