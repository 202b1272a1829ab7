package dev.tailrace.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.validate.FlinkSqlConformance;
import org.jspecify.annotations.Nullable;

/**
 * Puts expressions in the place of the columns that another expression reads. The text around them stays as it is, so
 * that people recognise what they wrote.
 */
final class ColumnSubstitution {
    private static final SqlParser.Config PARSER = SqlParser.config()
            .withParserFactory(FlinkSqlParserImpl.FACTORY)
            .withConformance(FlinkSqlConformance.DEFAULT)
            .withQuoting(Quoting.BACK_TICK)
            .withUnquotedCasing(Casing.UNCHANGED)
            .withQuotedCasing(Casing.UNCHANGED)
            .withCaseSensitive(true)
            .withIdentifierMaxLength(256);

    private ColumnSubstitution() {}

    /**
     * @param sql an expression that has passed the check
     * @param columns SQL by column name; a name that is missing stands for itself
     */
    static String apply(String sql, Map<String, String> columns) {
        StringBuilder result = new StringBuilder(sql);
        List<SqlIdentifier> reads = reads(sql);
        // From the end, so that the positions before stay valid.
        reads.sort(Comparator.comparingInt((SqlIdentifier read) -> start(read).getLineNum())
                .thenComparingInt(read -> start(read).getColumnNum())
                .reversed());
        for (SqlIdentifier read : reads) {
            String replacement = columns.get(read.names.get(0));
            if (replacement != null) {
                SqlParserPos at = start(read);
                result.replace(
                        offset(sql, at.getLineNum(), at.getColumnNum()),
                        offset(sql, at.getEndLineNum(), at.getEndColumnNum()) + 1,
                        isName(replacement) ? replacement : "(" + SqlText.inline(replacement) + ")");
            }
        }
        return SqlText.inline(result.toString());
    }

    /** The column that an expression only passes on, or null if it computes. */
    static @Nullable String passesOn(String sql) {
        try {
            return SqlParser.create(sql, PARSER).parseExpression() instanceof SqlIdentifier name && name.isSimple()
                    ? name.getSimple()
                    : null;
        } catch (SqlParseException invalid) {
            throw new IllegalArgumentException(sql, invalid);
        }
    }

    private static List<SqlIdentifier> reads(String sql) {
        List<SqlIdentifier> reads = new ArrayList<>();
        try {
            SqlParser.create(sql, PARSER).parseExpression().accept(new SqlBasicVisitor<@Nullable Void>() {
                @Override
                public @Nullable Void visit(SqlIdentifier identifier) {
                    if (!identifier.isStar()) {
                        reads.add(identifier);
                    }
                    return null;
                }

                @Override
                public @Nullable Void visit(SqlCall call) {
                    // What is behind the dot is the name of a field.
                    return call.getKind() == SqlKind.DOT ? call.operand(0).accept(this) : super.visit(call);
                }
            });
        } catch (SqlParseException invalid) {
            throw new IllegalArgumentException(sql, invalid);
        }
        return reads;
    }

    private static boolean isName(String sql) {
        return sql.length() > 2 && sql.charAt(0) == '`' && sql.indexOf('`', 1) == sql.length() - 1;
    }

    /** Where the first name of an identifier stands: {@code a} in {@code a.b}. */
    private static SqlParserPos start(SqlIdentifier identifier) {
        return identifier.getComponentParserPosition(0);
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int l = 1; l < line; l++) {
            at = text.indexOf('\n', at) + 1;
        }
        return at + column - 1;
    }
}
