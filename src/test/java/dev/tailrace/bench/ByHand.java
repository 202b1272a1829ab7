package dev.tailrace.bench;

import dev.tailrace.operator.Outlet;
import java.util.List;
import java.util.Set;

/**
 * A query as somebody would write it for the columns of the source, in one loop: the floor for what the engine does with
 * drawn operators. It writes its results to columns, as an operator does, which nobody reads.
 */
interface ByHand extends Outlet {
    Set<String> QUERIES = Set.of("q5", "q7", "q17");

    /** Rows written so far, and something that depends on all their values. */
    long checksum();

    /** What is still open is over. */
    void end();

    /** The final rows in the form of the answers, if it was told to keep them. */
    List<String> lines();

    /** @param keep whether {@link #lines()} are wanted */
    static ByHand of(String query, boolean keep) {
        return switch (query) {
            case "q5" -> new HotItemsByHand(keep);
            case "q7" -> new HighestBidByHand(keep);
            case "q17" -> new AuctionDaysByHand(keep);
            default -> throw new IllegalArgumentException(query);
        };
    }
}
