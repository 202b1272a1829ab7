package dev.tailrace.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.data.Texts;
import dev.tailrace.language.Environment;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Expansion;
import dev.tailrace.operator.StreamType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in queries are told by what is wrong, with the very part of the text that is. */
class QueryMistakesTest {
    private static final Texts TEXTS = new Texts(Locale.ROOT);
    private static final Schema ORDERS = Schema.of(
            Field.of("id", DataType.INT),
            Field.of("customer", DataType.INT),
            Field.of("amount", DataType.INT),
            Field.of("ts", DataType.TIMESTAMP));

    private static final Map<String, StreamType> TABLES = Map.of(
            "orders", StreamType.rows(ORDERS).withEventTime("ts"),
            "names", StreamType.rows(Schema.of(Field.of("id", DataType.INT), Field.of("name", DataType.STRING))));

    private final Catalogue catalogue = Catalogue.load();

    /** The code, the part of the query at which it is told, and the query. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    language.unexpected         | orders                 | SELECT id FRM orders
                    language.unfinished         | WHERE                  | SELECT id FROM orders WHERE
                    language.unclosed-quote     | 'x                     | SELECT id FROM orders WHERE id = 'x
                    query.unknown-table-near    | order                  | SELECT id FROM `order`
                    query.unknown-table         | elsewhere              | SELECT id FROM elsewhere
                    query.unknown-column-near   | amout                  | SELECT amout FROM orders
                    query.unknown-column-near   | o.amuont               | SELECT id FROM orders AS o WHERE o.amuont > 3
                    query.unknown-alias         | x.*                    | SELECT x.* FROM orders AS o
                    query.ambiguous-column      | id                     | SELECT id FROM orders AS o JOIN names AS n ON o.id = n.id
                    language.incomparable       | 'ten'                  | SELECT id FROM orders WHERE amount > 'ten'
                    language.incomparable       | 'ten'                  | SELECT o.id FROM orders AS o WHERE o.amount > 'ten'
                    language.unknown-function-near | UPER(name)          | SELECT UPER(name) AS u FROM names
                    language.unknown-function-near | UPER(n.name)        | SELECT UPER(n.name) AS u FROM names AS n
                    query.one-query             | SELECT 2 FROM names    | SELECT id FROM orders; SELECT 2 FROM names
                    query.only-queries          | CREATE                 | CREATE VIEW v AS SELECT id FROM orders
                    query.no-from               | SELECT 1               | SELECT 1
                    query.scalar-subquery       | SELECT MAX(id) FROM names | SELECT id FROM orders WHERE id = (SELECT MAX(id) FROM names)
                    query.not-in                | id NOT IN (SELECT id FROM names) | SELECT id FROM orders WHERE id NOT IN (SELECT id FROM names)
                    query.not-grouped           | amount                 | SELECT customer, amount FROM orders GROUP BY customer
                    query.aggregate             | COLLECT(id)            | SELECT COLLECT(id) AS c FROM orders
                    query.aggregate             | BITMAP_BUILD_AGG(id)   | SELECT BITMAP_BUILD_AGG(id) AS c FROM orders
                    query.aggregate-more-arguments | PERCENTILE(id)      | SELECT PERCENTILE(id) AS c FROM orders
                    query.fraction              | ARRAY[0.1, 0.5]        | SELECT PERCENTILE(id, ARRAY[0.1, 0.5]) AS c FROM orders
                    query.lag-offset            | id                     | SELECT LAG(amount, id) OVER (ORDER BY ts) AS c FROM orders
                    query.over-later            | LEAD(id) OVER (ORDER BY ts) | SELECT LEAD(id) OVER (ORDER BY ts) AS c FROM orders
                    query.aggregate-within      | MIN(id)                | SELECT MAX(MIN(id)) AS c FROM orders
                    query.grouping-sets         | CUBE (customer)        | SELECT customer FROM orders GROUP BY CUBE (customer)
                    query.group-window          | TUMBLE(ts, INTERVAL '1' HOUR) | SELECT COUNT(*) AS n FROM orders GROUP BY TUMBLE(ts, INTERVAL '1' HOUR)
                    query.no-event-time         | name                   | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE names, DESCRIPTOR(name), INTERVAL '1' HOUR)) GROUP BY window_start, window_end
                    query.not-the-event-time    | id                     | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(id), INTERVAL '1' HOUR)) GROUP BY window_start, window_end
                    query.window-length         | INTERVAL '1' MONTH     | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MONTH)) GROUP BY window_start, window_end
                    query.window-bounds         | window_start           | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start
                    query.windows-without-group | SESSION(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR) | SELECT id FROM TABLE(SESSION(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR))
                    query.row-number-unbounded  | ROW_NUMBER() OVER (ORDER BY id) | SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM orders
                    query.row-number-bound      | ROW_NUMBER() OVER (ORDER BY id) | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM orders) WHERE n < 1
                    query.qualify               | ROW_NUMBER() OVER (ORDER BY id) = 1 | SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (ORDER BY id) = 1
                    query.over-order            | SUM(id) OVER (ORDER BY amount) | SELECT SUM(id) OVER (ORDER BY amount) AS s FROM orders
                    query.order-by              | amount                 | SELECT id, amount FROM orders ORDER BY amount
                    query.limit-without-order   | 3                      | SELECT id FROM orders LIMIT 3
                    query.offset                | 3                      | SELECT id FROM orders ORDER BY id LIMIT 2 OFFSET 3
                    query.join-without-key      | orders CROSS JOIN names | SELECT name FROM orders CROSS JOIN names
                    query.natural-join          | JOIN                   | SELECT name FROM orders NATURAL JOIN names
                    operators.join.key-types    | orders AS o JOIN names AS n ON o.id = n.name | SELECT o.id FROM orders AS o JOIN names AS n ON o.id = n.name
                    query.set-operation         | SELECT id FROM orders EXCEPT SELECT id FROM names | SELECT id FROM orders EXCEPT SELECT id FROM names
                    query.union-columns         | SELECT id FROM names   | SELECT id, amount FROM orders UNION ALL SELECT id FROM names
                    query.values                | VALUES (1, 2)          | VALUES (1, 2)
                    query.lookup-stream         | names                  | SELECT n.name FROM (SELECT *, PROCTIME() AS p FROM orders) AS o JOIN names FOR SYSTEM_TIME AS OF o.p AS n ON n.id = o.id
                    query.processing-time       | p                      | SELECT CAST(p AS STRING) AS s FROM (SELECT *, PROCTIME() AS p FROM orders) AS o
                    """)
    void mistakesAreToldWhereTheyStand(String code, String place, String sql) {
        Expansion expansion = QueryDrawing.of(sql, used(sql), "query", Environment.UTC, Path.of("."), catalogue);

        List<Problem> problems = expansion.output().problems();
        assertFalse(problems.isEmpty());
        Problem problem = problems.get(0);
        assertEquals(code, problem.code());
        assertNotNull(TEXTS.find(problem.code()), problem.code());
        if (code.startsWith("query.")) {
            assertNotNull(TEXTS.remedy(problem), problem.code());
        }
        Problem.Span span = problem.span();
        assertNotNull(span);
        assertEquals(
                place.strip(),
                sql.substring(span.startOffset(sql), span.endOffset(sql)).replace("`", ""));
    }

    private static Map<String, StreamType> used(String sql) {
        return sql.contains("names") ? TABLES : Map.of("orders", TABLES.get("orders"));
    }
}
