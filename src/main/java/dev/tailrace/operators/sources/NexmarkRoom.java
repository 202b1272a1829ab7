package dev.tailrace.operators.sources;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Column;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Lease;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.operators.sources.NexmarkTexts.Pool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of one batch of Nexmark's events. They are filled, lent with the batch, and filled again once nobody else
 * reads them.
 */
final class NexmarkRoom {
    private static final int ALL = NexmarkColumn.values().length;
    private static final byte[] MAIL_END = ".com".getBytes(StandardCharsets.US_ASCII);
    private static final int MAIL_LENGTH = 17;
    private static final int CARD_LENGTH = 19;

    private final NexmarkTexts texts;
    private final Set<NexmarkColumn> demanded;
    private final boolean[] wanted = new boolean[ALL];
    private final int wantedKinds;
    private final long[][] longs = new long[ALL][];
    private final int[][] starts = new int[ALL][];
    private final int[][] ends = new int[ALL][];
    private final byte[] mails;
    private final byte[] cards;
    private final Lease lease = new Lease(null);
    private @Nullable Batch last;
    private int lastRows;

    /**
     * @param emitted kinds of the events
     * @param demanded the columns that somebody reads
     */
    NexmarkRoom(NexmarkTexts texts, int emitted, Set<NexmarkColumn> demanded) {
        this.texts = texts;
        this.demanded = demanded;
        int kinds = 0;
        for (NexmarkColumn column : demanded) {
            int place = column.ordinal();
            if (column == NexmarkColumn.KIND) {
                continue; // That of the pattern.
            }
            wanted[place] = true;
            kinds |= column == NexmarkColumn.DATE_TIME ? 0 : column.kinds();
            if (column.type().is(TypeKind.STRING)) {
                starts[place] = new int[NexmarkEvents.MAX_ROWS];
                ends[place] = new int[NexmarkEvents.MAX_ROWS];
            } else {
                longs[place] = new long[NexmarkEvents.MAX_ROWS];
            }
        }
        wantedKinds = kinds & emitted;
        mails = new byte[wants(NexmarkColumn.EMAIL_ADDRESS) ? NexmarkEvents.MAX_ROWS * MAIL_LENGTH : 0];
        cards = new byte[wants(NexmarkColumn.CREDIT_CARD) ? NexmarkEvents.MAX_ROWS * CARD_LENGTH : 0];
    }

    /** Whether nobody reads the batch made last. */
    boolean isFree() {
        return lease.isSole();
    }

    boolean wants(NexmarkColumn column) {
        return wanted[column.ordinal()];
    }

    /** Whether a column of one of these kinds is demanded that must be drawn event by event. */
    boolean wants(int kinds) {
        return (wantedKinds & kinds) != 0;
    }

    long[] longs(NexmarkColumn column) {
        return longs[column.ordinal()];
    }

    int[] starts(NexmarkColumn column) {
        return starts[column.ordinal()];
    }

    int[] ends(NexmarkColumn column) {
        return ends[column.ordinal()];
    }

    void put(NexmarkColumn column, int row, Pool pool, int entry) {
        starts(column)[row] = pool.bounds()[entry];
        ends(column)[row] = pool.bounds()[entry + 1];
    }

    /** What stands in bytes of the column's own. */
    private void putOwn(NexmarkColumn column, int row, int at, int length) {
        starts(column)[row] = at;
        ends(column)[row] = at + length;
    }

    void putMail(int row, byte[] letters, int at) {
        int to = row * MAIL_LENGTH;
        System.arraycopy(letters, at, mails, to, 7);
        mails[to + 7] = '@';
        System.arraycopy(letters, at + 7, mails, to + 8, 5);
        System.arraycopy(MAIL_END, 0, mails, to + 13, MAIL_END.length);
        putOwn(NexmarkColumn.EMAIL_ADDRESS, row, to, MAIL_LENGTH);
    }

    /** Four groups of digits: the last 16 of the number. */
    void putCard(int row, long number) {
        int to = row * CARD_LENGTH;
        long rest = number;
        for (int i = CARD_LENGTH - 1; i >= 0; i--) {
            if (i % 5 == 4) {
                cards[to + i] = ' ';
            } else {
                cards[to + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        putOwn(NexmarkColumn.CREDIT_CARD, row, to, CARD_LENGTH);
    }

    /** What was written, as a batch; the same one again if it looks the same. */
    Batch batch(Schema schema, List<NexmarkColumn> order, NexmarkPattern pattern, int rows) {
        Batch known = last;
        if (known != null && rows == lastRows && pattern.isUsual()) {
            return known;
        }
        @Nullable Column[] columns = new Column[order.size()];
        for (int i = 0; i < columns.length; i++) {
            if (demanded.contains(order.get(i))) {
                columns[i] = column(order.get(i), pattern, rows);
            }
        }
        Batch batch = pattern.select(Batch.of(schema, rows, columns, null, lease));
        last = pattern.isUsual() ? batch : null;
        lastRows = rows;
        return batch;
    }

    private Column column(NexmarkColumn column, NexmarkPattern pattern, int rows) {
        long @Nullable [] nulls = pattern.nulls(column);
        DataType type = column.type();
        if (!type.is(TypeKind.STRING)) {
            return new Column.Longs(type, rows, longs(column), nulls);
        }
        if (column == NexmarkColumn.KIND) {
            return new Column.Bytes(type, rows, texts.kinds.buffer(), pattern.kindStarts(), pattern.kindEnds(), null);
        }
        byte[] buffer =
                switch (column) {
                    case NAME -> texts.names.buffer();
                    case CITY -> texts.cities.buffer();
                    case STATE -> texts.states.buffer();
                    case EMAIL_ADDRESS -> mails;
                    case CREDIT_CARD -> cards;
                    case CHANNEL -> texts.channels.buffer();
                    case URL -> texts.urls.buffer();
                    default -> texts.free;
                };
        return new Column.Bytes(type, rows, buffer, starts(column), ends(column), nulls);
    }
}
