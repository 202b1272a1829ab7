package dev.tailrace.operator.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Stretches of bytes in large pages, each under the number of the word where it begins. A stretch that is given back is
 * used again for one of the same size class; up to 32 words each size has a class of its own, above there are four from
 * each power of two to the next, so that a quarter is wasted at most. Single-threaded.
 *
 * <p>The first {@link #OWN_BYTES} of a stretch tell its size class; the four behind them chain those that were given back.
 */
final class PagedBytes {
    /** In place of a stretch. */
    static final int NONE = -1;

    /** At the beginning of each stretch, not for its holder. */
    static final int OWN_BYTES = 4;

    /** A stretch of fewer words cannot be given back. */
    static final int LEAST_BYTES = OWN_BYTES + 4;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WORD = 8;
    private static final int PAGE_BITS = 17;
    private static final int PAGE_WORDS = 1 << PAGE_BITS;
    private static final int FIRST_PAGE_WORDS = 1 << 9;
    private static final int EXACT_CLASSES = 32;
    private static final int CLASSES = 160;

    private byte[][] pages = new byte[1][];
    private int pageCount;
    /** The first word that no stretch has had, and the end of the last page. */
    private int unusedFrom;

    private int unusedTo;
    /** By size class: a stretch that was given back. */
    private final int[] free = new int[CLASSES];

    PagedBytes() {
        Arrays.fill(free, NONE);
    }

    /** The array that has a stretch, from {@link #at} on. */
    byte[] page(int stretch) {
        return pages[stretch >>> PAGE_BITS];
    }

    static int at(int stretch) {
        return (stretch & (PAGE_WORDS - 1)) * WORD;
    }

    /** A stretch of so many bytes, or a few more; what is in it is unspecified. */
    int take(int bytes) {
        int sizeClass = sizeClass(bytes);
        int stretch = free[sizeClass];
        if (stretch == NONE) {
            stretch = allocate(wordsOf(sizeClass));
            INTS.set(page(stretch), at(stretch), sizeClass);
        } else {
            free[sizeClass] = (int) INTS.get(page(stretch), at(stretch) + OWN_BYTES);
        }
        return stretch;
    }

    void giveBack(int stretch) {
        byte[] page = page(stretch);
        int at = at(stretch);
        int sizeClass = (int) INTS.get(page, at);
        INTS.set(page, at + OWN_BYTES, free[sizeClass]);
        free[sizeClass] = stretch;
    }

    /** Whether a stretch is as large as one of so many bytes would be. */
    static boolean isOfSize(byte[] page, int at, int bytes) {
        return (int) INTS.get(page, at) == sizeClass(bytes);
    }

    /** The bytes that a stretch takes, all told. */
    int bytes(int stretch) {
        return wordsOf((int) INTS.get(page(stretch), at(stretch))) * WORD;
    }

    private static int sizeClass(int bytes) {
        int words = (bytes + WORD - 1) / WORD;
        if (words <= EXACT_CLASSES) {
            return words;
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(words - 1);
        int step = 1 << (bits - 3);
        return EXACT_CLASSES + (bits - 6) * 4 + (words + step - 1) / step - 4;
    }

    private static int wordsOf(int sizeClass) {
        if (sizeClass <= EXACT_CLASSES) {
            return sizeClass;
        }
        int above = sizeClass - EXACT_CLASSES - 1;
        return (above % 4 + 5) << (above / 4 + 3);
    }

    private int allocate(int words) {
        if (words > unusedTo - unusedFrom) {
            makeRoom(words);
        }
        int stretch = unusedFrom;
        unusedFrom += words;
        return stretch;
    }

    /**
     * Makes the last page larger as long as it is small, then adds pages. A stretch that is larger than a page takes the
     * numbers of several, of which only the first has an array.
     */
    private void makeRoom(int words) {
        int last = pageCount - 1;
        int inLast = pageCount == 0 ? PAGE_WORDS : unusedFrom - last * PAGE_WORDS;
        if (pageCount > 0 && pages[last] != null && inLast + words <= PAGE_WORDS) {
            int grown = Math.min(PAGE_WORDS, Math.max(inLast + words, pages[last].length / WORD * 2));
            pages[last] = Arrays.copyOf(pages[last], grown * WORD);
            unusedTo = last * PAGE_WORDS + grown;
            return;
        }
        int numbers = (words + PAGE_WORDS - 1) / PAGE_WORDS;
        int capacity = Math.addExact(pageCount, numbers);
        if (capacity > Integer.MAX_VALUE / PAGE_WORDS) {
            throw new OutOfMemoryError("more than 16 GiB of rows");
        }
        if (capacity > pages.length) {
            pages = Arrays.copyOf(pages, Math.max(capacity, pages.length * 2));
        }
        int pageWords = numbers > 1 ? words : pageCount == 0 ? Math.max(words, FIRST_PAGE_WORDS) : PAGE_WORDS;
        unusedFrom = pageCount * PAGE_WORDS;
        unusedTo = unusedFrom + pageWords;
        pages[pageCount] = new byte[pageWords * WORD];
        pageCount = capacity;
    }
}
