package dev.tailrace.operators.sources;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The texts and prices that Nexmark's events of one seed choose from. Free texts are slices of {@link #free}; names,
 * cities, channels and so on are entries of pools. All are ASCII. Immutable, and shared by all batches.
 */
final class NexmarkTexts {
    static final int FREE_LENGTH = 8192;
    static final int HOT_CHANNELS = 4;
    static final int CHANNELS = 10_000;
    static final int PRICES = 1 << 16;

    private static final String[] FIRST = {
        "Ada", "Boris", "Chloe", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kira"
    };
    private static final String[] LAST = {
        "Abrams", "Becker", "Castillo", "Dubois", "Eriksen", "Fischer", "Grant", "Haddad", "Ivanova"
    };
    private static final String[] CITIES = {
        "Phoenix", "Los Angeles", "San Francisco", "Boise", "Portland", "Bend", "Redmond", "Seattle", "Kent", "Cheyenne"
    };
    private static final String[] STATES = {"AZ", "CA", "ID", "OR", "WA", "WY"};
    private static final String[] HOT_NAMES = {"Google", "Facebook", "Baidu", "Apple"};
    private static final String[] KINDS = {"person", "auction", "bid"};

    static final int FIRST_NAMES = FIRST.length;
    static final int LAST_NAMES = LAST.length;

    /** Texts in one buffer, entry {@code i} at {@code [bounds[i], bounds[i + 1])}. */
    record Pool(byte[] buffer, int[] bounds) {
        static Pool of(String... texts) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int[] bounds = new int[texts.length + 1];
            for (int i = 0; i < texts.length; i++) {
                bytes.writeBytes(texts[i].getBytes(StandardCharsets.US_ASCII));
                bounds[i + 1] = bytes.size();
            }
            return new Pool(bytes.toByteArray(), bounds);
        }

        int size() {
            return bounds.length - 1;
        }
    }

    final byte[] free;
    /** {@code first * LAST_NAMES + last}. */
    final Pool names;

    final Pool cities = Pool.of(CITIES);
    final Pool states = Pool.of(STATES);
    /** Person, auction, bid. */
    final Pool kinds = Pool.of(KINDS);
    /** The hot ones first. */
    final Pool channels;
    /** By channel. */
    final Pool urls;
    /** Evenly spread in the logarithm. */
    final int[] prices = new int[PRICES];

    NexmarkTexts(long seed) {
        SplittableRandom random = new SplittableRandom(NexmarkEvents.mix(seed + 77));
        free = new byte[FREE_LENGTH];
        for (int i = 0; i < FREE_LENGTH; i++) {
            free[i] = (byte) ('a' + random.nextInt(26));
        }
        String[] channelNames = new String[HOT_CHANNELS + CHANNELS];
        String[] channelUrls = new String[HOT_CHANNELS + CHANNELS];
        for (int i = 0; i < channelNames.length; i++) {
            String url = "https://www.nexmark.com/" + slice(random) + '/' + slice(random) + '/' + slice(random)
                    + "/item.htm?query=1";
            if (i < HOT_CHANNELS) {
                channelNames[i] = HOT_NAMES[i];
            } else {
                channelNames[i] = "channel-" + (i - HOT_CHANNELS);
                if (random.nextInt(10) != 0) {
                    url += "&channel_id=" + random.nextInt(1 << 30);
                }
            }
            channelUrls[i] = url;
        }
        channels = Pool.of(channelNames);
        urls = Pool.of(channelUrls);
        String[] fullNames = new String[FIRST_NAMES * LAST_NAMES];
        for (int i = 0; i < fullNames.length; i++) {
            fullNames[i] = FIRST[i / LAST_NAMES] + ' ' + LAST[i % LAST_NAMES];
        }
        names = Pool.of(fullNames);
        for (int i = 0; i < PRICES; i++) {
            prices[i] = (int) StrictMath.round(StrictMath.pow(10, i * 6.0 / PRICES) * 100);
        }
    }

    private String slice(SplittableRandom random) {
        int at = random.nextInt(FREE_LENGTH - 5);
        return new String(free, at, 5, StandardCharsets.US_ASCII);
    }
}
