package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.language.ParsedSql.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a table expression asks for and only its user can draw, because SQL spreads it over two queries. */
sealed interface Pending {
    /** Where it is asked for. */
    Range place();

    /**
     * A windowing table function. Aggregates over its bounds make a window operator of it; used otherwise, it says of
     * each row which windows it is in.
     *
     * @param operator that aggregates in such windows
     * @param settings of its lengths
     * @param keys by which sessions are kept apart; null for other windows
     */
    record Windows(String function, String operator, ObjectNode settings, @Nullable List<String> keys, Range place)
            implements Pending {}

    /**
     * ROW_NUMBER() of a query, which its user has to bound.
     *
     * @param keys drawn columns
     * @param orders in their order
     */
    record Ranking(List<String> keys, List<Order> orders, Range place) implements Pending {}

    /** A column of an order, with Flink's defaults filled in: NULL is least. */
    record Order(String column, boolean descending, boolean nullsFirst) {}
}
