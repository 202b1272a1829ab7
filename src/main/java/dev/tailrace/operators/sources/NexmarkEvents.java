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

    /**
     * How a slice of the free text comes out of a draw.
     *
     * @param draw its number
     * @param at how many bits of the draw are before those of its start
     * @param margin of the free text in which none starts
     * @param length how many bits of the draw are before those of its length
     * @param lengths from the least on
     */
    private record Slice(int draw, int at, int margin, int length, int least, int lengths) {}

    private static final Slice ITEM_NAME = new Slice(2, 16, 32, 0, 3, 18);
    private static final Slice DESCRIPTION = new Slice(2, 48, 128, 32, 20, 80);
    private static final Slice EXTRA_OF_PERSON = new Slice(3, 48, 140, 32, 60, 81);
    private static final Slice EXTRA_OF_AUCTION = new Slice(6, 16, 400, 0, 200, 201);

    private final NexmarkTexts texts;
    private final long seedBits;
    private final long startMillis;
    private final long eventsPerSecond;
    private final long maxLifeMillis;
    /** By row, what its draws are hashed from, and its second draw. */
    private final long[] random = new long[MAX_ROWS];

    private final long[] second = new long[MAX_ROWS];
    /** Rows of one kind. */
    private final int[] picked = new int[MAX_ROWS];

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
        if (to.wants(NexmarkColumn.OF_PERSON)) {
            people(first, pick(first, count, 0, 1), to);
        }
        if (to.wants(NexmarkColumn.OF_AUCTION)) {
            auctions(first, pick(first, count, 1, FIRST_BID), to);
        }
        if (to.wants(NexmarkColumn.OF_BID)) {
            for (long epoch = first / EPOCH; epoch * EPOCH < first + count; epoch++) {
                int row = (int) (epoch * EPOCH - first);
                bids(epoch, Math.max(0, row + FIRST_BID), Math.min(count, row + EPOCH), to);
            }
        }
    }

    /** The rows of the events whose place in their epoch is in {@code [from, until)}, into {@link #picked}. */
    private int pick(long first, int count, int from, int until) {
        int n = 0;
        for (long epoch = first / EPOCH; epoch * EPOCH < first + count; epoch++) {
            int row = (int) (epoch * EPOCH - first);
            int end = Math.min(count, row + until);
            for (int i = Math.max(0, row + from); i < end; i++) {
                picked[n++] = i;
            }
        }
        return n;
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

    private void people(long first, int people, NexmarkRoom to) {
        if (to.wants(NexmarkColumn.ID)) {
            long[] ids = to.longs(NexmarkColumn.ID);
            for (int i = 0; i < people; i++) {
                ids[picked[i]] = FIRST_ID + (first + picked[i]) / EPOCH;
            }
        }
        if (to.wants(NexmarkColumn.NAME)) {
            for (int i = 0; i < people; i++) {
                long bits = draw(picked[i], 2);
                int name = below(bits, NexmarkTexts.FIRST_NAMES) * NexmarkTexts.LAST_NAMES
                        + below(bits << 16, NexmarkTexts.LAST_NAMES);
                to.put(NexmarkColumn.NAME, picked[i], texts.names, name);
            }
        }
        if (to.wants(NexmarkColumn.CITY)) {
            for (int i = 0; i < people; i++) {
                to.put(
                        NexmarkColumn.CITY,
                        picked[i],
                        texts.cities,
                        below(draw(picked[i], 2) << 32, texts.cities.size()));
            }
        }
        if (to.wants(NexmarkColumn.STATE)) {
            for (int i = 0; i < people; i++) {
                to.put(
                        NexmarkColumn.STATE,
                        picked[i],
                        texts.states,
                        below(draw(picked[i], 2) << 48, texts.states.size()));
            }
        }
        if (to.wants(NexmarkColumn.EMAIL_ADDRESS)) {
            for (int i = 0; i < people; i++) {
                to.putMail(picked[i], texts.free, below(draw(picked[i], 3), NexmarkTexts.FREE_LENGTH - 16));
            }
        }
        if (to.wants(NexmarkColumn.CREDIT_CARD)) {
            for (int i = 0; i < people; i++) {
                to.putCard(picked[i], draw(picked[i], 4) >>> 10);
            }
        }
        slices(NexmarkColumn.EXTRA, EXTRA_OF_PERSON, people, to);
    }

    private void auctions(long first, int auctions, NexmarkRoom to) {
        if (to.wants(NexmarkColumn.ID)) {
            long[] ids = to.longs(NexmarkColumn.ID);
            for (int i = 0; i < auctions; i++) {
                long index = first + picked[i];
                ids[picked[i]] = FIRST_ID + index / EPOCH * AUCTIONS + index % EPOCH - 1;
            }
        }
        if (to.wants(NexmarkColumn.INITIAL_BID)) {
            for (int i = 0; i < auctions; i++) {
                to.longs(NexmarkColumn.INITIAL_BID)[picked[i]] = price(draw(picked[i], 3));
            }
        }
        if (to.wants(NexmarkColumn.RESERVE)) {
            for (int i = 0; i < auctions; i++) {
                long bits = draw(picked[i], 3);
                to.longs(NexmarkColumn.RESERVE)[picked[i]] = price(bits) + price(bits << 16);
            }
        }
        if (to.wants(NexmarkColumn.CATEGORY)) {
            for (int i = 0; i < auctions; i++) {
                to.longs(NexmarkColumn.CATEGORY)[picked[i]] =
                        FIRST_CATEGORY + below(draw(picked[i], 3) << 32, CATEGORIES);
            }
        }
        if (to.wants(NexmarkColumn.EXPIRES)) {
            for (int i = 0; i < auctions; i++) {
                long life = 1 + Long.remainderUnsigned(draw(picked[i], 4), maxLifeMillis);
                to.longs(NexmarkColumn.EXPIRES)[picked[i]] =
                        late(timeMillis(first + picked[i]), draw(picked[i], 1)) + life;
            }
        }
        if (to.wants(NexmarkColumn.SELLER)) {
            for (int i = 0; i < auctions; i++) {
                long epoch = (first + picked[i]) / EPOCH;
                long bits = draw(picked[i], 5);
                to.longs(NexmarkColumn.SELLER)[picked[i]] =
                        below(bits, 4) != 0 ? FIRST_ID + epoch / HOT_BLOCK * HOT_BLOCK : somePerson(epoch, bits << 32);
            }
        }
        slices(NexmarkColumn.ITEM_NAME, ITEM_NAME, auctions, to);
        slices(NexmarkColumn.DESCRIPTION, DESCRIPTION, auctions, to);
        slices(NexmarkColumn.EXTRA, EXTRA_OF_AUCTION, auctions, to);
    }

    /** Slices of the free text, for the rows that were picked. */
    private void slices(NexmarkColumn column, Slice slice, int count, NexmarkRoom to) {
        if (to.wants(column)) {
            int[] starts = to.starts(column);
            int[] ends = to.ends(column);
            for (int i = 0; i < count; i++) {
                long bits = draw(picked[i], slice.draw);
                int start = below(bits << slice.at, NexmarkTexts.FREE_LENGTH - slice.margin);
                starts[picked[i]] = start;
                ends[picked[i]] = start + slice.least + below(bits << slice.length, slice.lengths);
            }
        }
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
