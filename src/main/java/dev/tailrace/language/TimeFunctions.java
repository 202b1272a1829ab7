package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.anyInteger;
import static dev.tailrace.language.Parameter.number;
import static dev.tailrace.language.Parameter.text;
import static dev.tailrace.language.Parameter.timestamp;

import java.util.List;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions on dates and timestamps. */
final class TimeFunctions {
    static final List<Builtin> ALL = List.of(
            function("CONVERT_TZ")
                    .takes(text("text"), text("'zone'"), text("'zone'"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .strict(UnixTimeCode::convertZone),
            function("DATE_FORMAT")
                    .takes(timestamp("timestamp"), text("'pattern'"))
                    .takes(text("text"), text("'pattern'"))
                    .gives(Result.TEXT_OR_NULL)
                    .code(TimeTextCode::format),
            function("DAYOFMONTH")
                    .shown("DAYOFMONTH(date)")
                    .parsedAs(() -> SqlStdOperatorTable.DAYOFMONTH)
                    .isRewritten(),
            function("DAYOFWEEK")
                    .shown("DAYOFWEEK(date)")
                    .parsedAs(() -> SqlStdOperatorTable.DAYOFWEEK)
                    .isRewritten(),
            function("DAYOFYEAR")
                    .shown("DAYOFYEAR(date)")
                    .parsedAs(() -> SqlStdOperatorTable.DAYOFYEAR)
                    .isRewritten(),
            function("EXTRACT")
                    .shown("EXTRACT(unit FROM timestamp)")
                    .parsedAs(() -> SqlStdOperatorTable.EXTRACT)
                    .code(TimeCode::of),
            function("FROM_UNIXTIME")
                    .takes(anyInteger("seconds"))
                    .takes(anyInteger("seconds"), text("'pattern'"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .strict(UnixTimeCode::format),
            function("HOUR")
                    .shown("HOUR(timestamp)")
                    .parsedAs(() -> SqlStdOperatorTable.HOUR)
                    .isRewritten(),
            function("MINUTE")
                    .shown("MINUTE(timestamp)")
                    .parsedAs(() -> SqlStdOperatorTable.MINUTE)
                    .isRewritten(),
            function("MONTH")
                    .shown("MONTH(date)")
                    .parsedAs(() -> SqlStdOperatorTable.MONTH)
                    .isRewritten(),
            function("QUARTER")
                    .shown("QUARTER(date)")
                    .parsedAs(() -> SqlStdOperatorTable.QUARTER)
                    .isRewritten(),
            function("SECOND")
                    .shown("SECOND(timestamp)")
                    .parsedAs(() -> SqlStdOperatorTable.SECOND)
                    .isRewritten(),
            function("TIMESTAMPADD")
                    .shown("TIMESTAMPADD(unit, count, timestamp)")
                    .parsedAs(() -> SqlStdOperatorTable.TIMESTAMP_ADD)
                    .code(TimeCode::of),
            function("TIMESTAMPDIFF")
                    .shown("TIMESTAMPDIFF(unit, timestamp, timestamp)")
                    .parsedAs(() -> SqlStdOperatorTable.TIMESTAMP_DIFF)
                    .code(TimeCode::of),
            function("TO_DATE").takes(text("text")).gives(Result.DATE_OR_NULL).callsOrNull("TimeTexts.toDateOrNull"),
            function("TO_TIMESTAMP")
                    .takes(text("text"))
                    .takes(text("text"), text("'pattern'"))
                    .gives(Result.orNull(SqlTypeName.TIMESTAMP, 3))
                    .neverFails()
                    .code(TimeTextCode::read),
            function("TO_TIMESTAMP_LTZ")
                    .takes(number("number"))
                    .takes(number("number"), anyInteger("3"))
                    .takes(text("text"))
                    .takes(text("text"), text("'pattern'"))
                    .takes(text("text"), text("'pattern'"), text("'zone'"))
                    .gives(Result.orNull(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 3))
                    .code(EpochCode::of),
            function("UNIX_TIMESTAMP")
                    .takes(text("text"))
                    .takes(text("text"), text("'pattern'"))
                    .gives(Result.BIGINT)
                    .neverFails()
                    .strict(UnixTimeCode::read),
            function("WEEK")
                    .shown("WEEK(date)")
                    .parsedAs(() -> SqlStdOperatorTable.WEEK)
                    .isRewritten(),
            function("YEAR")
                    .shown("YEAR(date)")
                    .parsedAs(() -> SqlStdOperatorTable.YEAR)
                    .isRewritten());

    private TimeFunctions() {}
}
