package dev.tailrace.query;

import dev.tailrace.operator.DurationText;
import java.time.Duration;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.jspecify.annotations.Nullable;

/** Lengths of time in SQL. */
final class Intervals {
    private Intervals() {}

    /** The milliseconds of an interval of days or smaller, or null if the node is none. */
    static @Nullable Long millis(SqlNode node) {
        if (!(node instanceof SqlIntervalLiteral literal)) {
            return null;
        }
        SqlIntervalLiteral.IntervalValue value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        return value == null || value.getIntervalQualifier().isYearMonth()
                ? null
                : SqlParserUtil.intervalToMillis(value);
    }

    /** The same as settings write it, such as {@code 10 s}; null if the node is none. */
    static @Nullable String text(SqlNode node) {
        Long millis = millis(node);
        return millis == null || millis < 0 ? null : DurationText.format(Duration.ofMillis(millis));
    }
}
