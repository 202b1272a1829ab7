package dev.tailrace.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Bids of the auction benchmark as files of eight columns, in the shape of Nexmark's: 10,000 a second of event time, one
 * in ten up to 3 s late, prices even in the logarithm, a text at the end that nobody reads. Seeded, so that a file of
 * some length is always the same.
 */
final class BidFile {
    static final String HEADER = "kind,auction,bidder,price,channel,url,dateTime,extra";

    private static final long FIRST_MILLIS = 1_436_918_300_000L;
    private static final String[] LARGE_CHANNELS = {"Google", "Facebook", "Baidu", "Apple"};
    private static final int SMALL_CHANNELS = 100;

    private BidFile() {}

    /** The file with so many bids in the folder, made if it is not there. */
    static Path of(Path folder, boolean json, int bids) throws IOException {
        Path file = folder.resolve("bids-" + bids + (json ? ".jsonl" : ".csv"));
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path part = folder.resolve(file.getFileName() + ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20)) {
                write(out, json, bids);
            }
            Files.move(part, file);
        }
        return file;
    }

    private static void write(OutputStream out, boolean json, int bids) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        if (!json) {
            out.write((HEADER + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        for (int i = 0; i < bids; i++) {
            out.write(bid(random, i, json).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String bid(SplittableRandom random, int i, boolean json) {
        long late = random.nextInt(10) == 0 ? random.nextInt(1, 3001) : 0;
        long auction = 1000 + i / 15 + random.nextInt(100);
        long bidder = 1000 + (random.nextInt(4) > 0 ? i / 5000 * 100 : random.nextInt(i / 50 + 1000));
        long price = (long) Math.pow(10, 2 + random.nextDouble() * 6);
        boolean large = random.nextBoolean();
        String channel = large ? LARGE_CHANNELS[random.nextInt(4)] : "channel-" + random.nextInt(SMALL_CHANNELS);
        String url = "https://www.nexmark.com/" + letters(random, 5) + "/" + letters(random, 5) + "/"
                + letters(random, 5) + "/item.htm?query=1" + (large ? "" : "&channel_id=" + random.nextInt(1 << 20));
        String extra = letters(random, random.nextInt(20, 60));
        long time = FIRST_MILLIS + i / 10 - late;
        return json
                ? "{\"kind\":\"bid\",\"auction\":" + auction + ",\"bidder\":" + bidder + ",\"price\":" + price
                        + ",\"channel\":\"" + channel + "\",\"url\":\"" + url + "\",\"dateTime\":" + time
                        + ",\"extra\":\"" + extra + "\"}\n"
                : "bid," + auction + "," + bidder + "," + price + "," + channel + "," + url + "," + time + "," + extra
                        + "\n";
    }

    private static String letters(SplittableRandom random, int length) {
        char[] letters = new char[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (char) ('a' + random.nextInt(26));
        }
        return new String(letters);
    }
}
