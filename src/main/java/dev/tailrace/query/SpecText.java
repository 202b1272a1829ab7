package dev.tailrace.query;

import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/** Types as they are written in SQL. */
final class SpecText {
    private SpecText() {}

    static String of(SqlDataTypeSpec type) {
        return type.toSqlString(AnsiSqlDialect.DEFAULT)
                .getSql()
                .replaceAll("(?i)\\s+NOT\\s+NULL$", "")
                .strip();
    }
}
