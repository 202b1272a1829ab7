package dev.tailrace.language.functions;

import org.apache.calcite.runtime.SqlFunctions;

/** SIMILAR TO, by Calcite's translation into regular expressions, of which Flink has a copy. Single-threaded. */
public final class Similar {
    private final SqlFunctions.SimilarFunction similar = new SqlFunctions.SimilarFunction();

    /** @throws IllegalArgumentException if the pattern cannot be read */
    public boolean matches(byte[] b, int s, int e, byte[] p, int ps, int pe) {
        String pattern = Text.string(p, ps, pe);
        try {
            return similar.similar(Text.string(b, s, e), pattern);
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException("the pattern " + pattern + " cannot be read", unreadable);
        }
    }
}
