package dev.tailrace.operators.sources;

import dev.tailrace.operators.sources.NexmarkTexts.Pool;

/**
 * Nexmark's events as a function of seed and index, written straight into columns.
 *
 * <p>Of every 50 consecutive events, an epoch, the first is a person, the next three are auctions, the last 46 bids. Ten
 * consecutive events share one time; of the events a tenth is late, by at most three seconds. What is drawn for an event
 * are hashes (SplitMix64) of seed, index and the draw's number, so that any event can be made without those before it
 * and a column that nobody reads costs nothing.
 *
 * <p>Single-threaded: it keeps scratch memory.
 */
final class NexmarkEvents {
    /** Events of an epoch, of which the first are the person and the auctions. */
    static final int EPOCH = 50;

    static final int AUCTIONS = 3;
    static final int FIRST_BID = 1 + AUCTIONS;

    /** Most events that are written at once: whole epochs, so that every full batch is made alike. */
    static final int MAX_ROWS = 1000;

    private static final int MAX_LATE_MILLIS = 3000;

    private static final long FIRST_ID = 1000;
    private static final long FIRST_CATEGORY = 10;
    private static final int CATEGORIES = 5;
    /** People that may bid or sell, and auctions that may be bid for, counted back from the newest. */
    private static final int ACTIVE_PEOPLE = 1000;

    private static final int OPEN_AUCTIONS = 100;
    /** Ids that may be referred to shortly before the event that creates them. */
    private static final int LEAD = 10;
    /** One hot auction, seller and bidder in every so many ids. */
    private static final int HOT_BLOCK = 100;
    /** So many consecutive events come at one time. */
    private static final int BURST = 10;

    private static final int LATE_PERCENT = 10;
    private static final long STEP = 0xD1342543DE82EF95L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final NexmarkTexts texts;
    private final long seedBits;
    private final long startMillis;
    private final long eventsPerSecond;
    private final long maxLifeMillis;
    /** By row, what its draws are hashed from, and its second draw. */
    private final long[] random = new long[MAX_ROWS];

    private final long[] second = new long[MAX_ROWS];

    /** @param eventsPerSecond of event time */
    NexmarkEvents(long seed, int eventsPerSecond, long startMillis) {
        this.texts = new NexmarkTexts(seed);
        this.seedBits = mix(seed ^ 0x5DEECE66DL);
        this.startMillis = startMillis;
        this.eventsPerSecond = eventsPerSecond;
        // An auction lives up to twice the time in which as many new ones appear as are open.
        this.maxLifeMillis = Math.max(1, 2L * OPEN_AUCTIONS * EPOCH / AUCTIONS * 1000 / eventsPerSecond);
    }

    NexmarkTexts texts() {
        return texts;
    }

    /** The time of an event that is not late, which is then the greatest so far. */
    long timeMillis(long index) {
        return startMillis + index / BURST * BURST * 1000 / eventsPerSecond;
    }

    /** Writes the demanded columns of events {@code [first, first + count)} into rows {@code [0, count)}. */
    void write(long first, int count, NexmarkRoom to) {
        for (int i = 0; i < count; i++) {
            random[i] = mix(seedBits + (first + i) * STEP);
        }
        if (to.wants(NexmarkColumn.DATE_TIME)) {
            times(first, count, to.longs(NexmarkColumn.DATE_TIME));
        }
        for (long epoch = first / EPOCH; epoch * EPOCH < first + count; epoch++) {
            int row = (int) (epoch * EPOCH - first);
            if (row >= 0 && to.wants(NexmarkColumn.OF_PERSON)) {
                person(epoch, row, to);
            }
            for (int n = 0; n < AUCTIONS && to.wants(NexmarkColumn.OF_AUCTION); n++) {
                int auction = row + 1 + n;
                if (auction >= 0 && auction < count) {
                    auction(epoch, n, auction, first + auction, to);
                }
            }
            if (to.wants(NexmarkColumn.OF_BID)) {
                bids(epoch, Math.max(0, row + FIRST_BID), Math.min(count, row + EPOCH), to);
            }
        }
    }

    private void times(long first, int count, long[] times) {
        int row = 0;
        while (row < count) {
            long index = first + row;
            int end = (int) Math.min(count, row + BURST - index % BURST);
            long nominal = timeMillis(index);
            for (; row < end; row++) {
                times[row] = late(nominal, draw(row, 1));
            }
        }
    }

    /** Without a branch, which could not be foretold. */
    private static long late(long nominal, long draw) {
        long isLate = (long) (below(draw, 100) - LATE_PERCENT) >> 63;
        return nominal - (1 + below(draw << 32, MAX_LATE_MILLIS) & isLate);
    }

    private void person(long epoch, int row, NexmarkRoom to) {
        long v = draw(row, 2);
        long w = draw(row, 3);
        to.put(NexmarkColumn.ID, row, FIRST_ID + epoch);
        int name =
                below(v, NexmarkTexts.FIRST_NAMES) * NexmarkTexts.LAST_NAMES + below(v << 16, NexmarkTexts.LAST_NAMES);
        to.put(NexmarkColumn.NAME, row, texts.names, name);
        to.put(NexmarkColumn.CITY, row, texts.cities, below(v << 32, texts.cities.size()));
        to.put(NexmarkColumn.STATE, row, texts.states, below(v << 48, texts.states.size()));
        if (to.wants(NexmarkColumn.EMAIL_ADDRESS)) {
            to.putMail(row, texts.free, below(w, NexmarkTexts.FREE_LENGTH - 16));
        }
        if (to.wants(NexmarkColumn.CREDIT_CARD)) {
            to.putCard(row, draw(row, 4) >>> 10);
        }
        extra(row, w << 32, 60, 80, to);
    }

    private void auction(long epoch, int number, int row, long index, NexmarkRoom to) {
        long v = draw(row, 2);
        long w = draw(row, 3);
        to.put(NexmarkColumn.ID, row, FIRST_ID + epoch * AUCTIONS + number);
        to.putFree(NexmarkColumn.ITEM_NAME, row, below(v << 16, NexmarkTexts.FREE_LENGTH - 32), 3 + below(v, 18));
        to.putFree(
                NexmarkColumn.DESCRIPTION,
                row,
                below(v << 48, NexmarkTexts.FREE_LENGTH - 128),
                20 + below(v << 32, 80));
        long initialBid = price(w);
        to.put(NexmarkColumn.INITIAL_BID, row, initialBid);
        to.put(NexmarkColumn.RESERVE, row, initialBid + price(w << 16));
        to.put(NexmarkColumn.CATEGORY, row, FIRST_CATEGORY + below(w << 32, CATEGORIES));
        if (to.wants(NexmarkColumn.EXPIRES)) {
            long life = 1 + Long.remainderUnsigned(draw(row, 4), maxLifeMillis);
            to.put(NexmarkColumn.EXPIRES, row, late(timeMillis(index), draw(row, 1)) + life);
        }
        long seller = draw(row, 5);
        to.put(
                NexmarkColumn.SELLER,
                row,
                below(seller, 4) != 0 ? FIRST_ID + epoch / HOT_BLOCK * HOT_BLOCK : somePerson(epoch, seller << 32));
        extra(row, draw(row, 6), 200, 200, to);
    }

    private void bids(long epoch, int from, int to, NexmarkRoom room) {
        if (room.wants(NexmarkColumn.AUCTION) || room.wants(NexmarkColumn.EXTRA)) {
            for (int i = from; i < to; i++) {
                second[i] = draw(i, 2);
            }
        }
        if (room.wants(NexmarkColumn.AUCTION)) {
            auctions(epoch, from, to, room.longs(NexmarkColumn.AUCTION));
        }
        if (room.wants(NexmarkColumn.BIDDER)) {
            bidders(epoch, from, to, room.longs(NexmarkColumn.BIDDER));
        }
        if (room.wants(NexmarkColumn.PRICE)) {
            long[] prices = room.longs(NexmarkColumn.PRICE);
            for (int i = from; i < to; i++) {
                prices[i] = price(draw(i, 4));
            }
        }
        if (room.wants(NexmarkColumn.CHANNEL)) {
            channels(from, to, texts.channels, room, NexmarkColumn.CHANNEL);
        }
        if (room.wants(NexmarkColumn.URL)) {
            channels(from, to, texts.urls, room, NexmarkColumn.URL);
        }
        if (room.wants(NexmarkColumn.EXTRA)) {
            int[] starts = room.starts(NexmarkColumn.EXTRA);
            int[] ends = room.ends(NexmarkColumn.EXTRA);
            for (int i = from; i < to; i++) {
                long bits = second[i] << 32;
                int start = below(bits << 16, NexmarkTexts.FREE_LENGTH - 80);
                starts[i] = start;
                ends[i] = start + 40 + below(bits, 41);
            }
        }
    }

    private void auctions(long epoch, int from, int to, long[] auctions) {
        long last = epoch * AUCTIONS + AUCTIONS - 1;
        long hot = FIRST_ID + last / HOT_BLOCK * HOT_BLOCK;
        long least = Math.max(last - OPEN_AUCTIONS, 0);
        int open = (int) (last - least) + 1 + LEAD;
        long first = FIRST_ID + least;
        for (int i = from; i < to; i++) {
            long bits = second[i];
            long some = first + below(bits << 8, open);
            // Half of them, by the sign: without a branch, which could not be foretold.
            auctions[i] = some + (hot - some & bits >> 63);
        }
    }

    private void bidders(long epoch, int from, int to, long[] bidders) {
        long hot = FIRST_ID + epoch / HOT_BLOCK * HOT_BLOCK + 1;
        for (int i = from; i < to; i++) {
            long bits = draw(i, 3);
            long some = somePerson(epoch, bits << 32);
            long isSome = (long) (below(bits, 4) - 1) >> 63;
            bidders[i] = hot + (some - hot & isSome);
        }
    }

    private void channels(int from, int to, Pool pool, NexmarkRoom room, NexmarkColumn column) {
        int[] bounds = pool.bounds();
        int[] starts = room.starts(column);
        int[] ends = room.ends(column);
        for (int i = from; i < to; i++) {
            long bits = draw(i, 4);
            int isCold = (int) bits & 1;
            int channel = isCold * NexmarkTexts.HOT_CHANNELS
                    + below(
                            bits << 16,
                            NexmarkTexts.HOT_CHANNELS + isCold * (NexmarkTexts.CHANNELS - NexmarkTexts.HOT_CHANNELS));
            starts[i] = bounds[channel];
            ends[i] = bounds[channel + 1];
        }
    }

    private static void extra(int row, long bits, int min, int spread, NexmarkRoom to) {
        to.putFree(
                NexmarkColumn.EXTRA,
                row,
                below(bits << 16, NexmarkTexts.FREE_LENGTH - min - spread),
                min + below(bits, spread + 1));
    }

    private static long somePerson(long last, long bits) {
        int active = (int) Math.min(last + 1, ACTIVE_PEOPLE);
        return FIRST_ID + last + 1 - active + below(bits, active + LEAD);
    }

    private long price(long bits) {
        return texts.prices[(int) (bits >>> 48)];
    }

    private long draw(int row, int number) {
        return mix(random[row] + number * GOLDEN);
    }

    /** Maps the upper 32 bits to [0, n). */
    private static int below(long bits, int n) {
        return (int) (((bits >>> 32) * n) >>> 32);
    }

    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
