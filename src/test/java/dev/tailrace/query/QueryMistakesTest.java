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
                    query.no-from               | SELECT COUNT(*) AS n   | SELECT COUNT(*) AS n
                    query.scalar-subquery       | SELECT MAX(id) FROM names | SELECT o.id FROM orders AS o JOIN names AS n ON o.id = n.id AND o.id = (SELECT MAX(id) FROM names)
                    query.scalar-rows           | SELECT id FROM names   | SELECT id FROM orders WHERE id = (SELECT id FROM names)
                    query.scalar-columns        | SELECT MAX(id), MIN(id) FROM names | SELECT id FROM orders WHERE id = (SELECT MAX(id), MIN(id) FROM names)
                    query.correlated            | SELECT MAX(n.id) FROM names AS n WHERE n.id < o.id | SELECT id FROM orders AS o WHERE id = (SELECT MAX(n.id) FROM names AS n WHERE n.id < o.id)
                    query.correlated-value      | COALESCE(MAX(n.id), 0) | SELECT id FROM orders AS o WHERE id = (SELECT COALESCE(MAX(n.id), 0) FROM names AS n WHERE n.id = o.id)
                    query.correlated-value      | COUNT(*) + 1           | SELECT id FROM orders AS o WHERE id = (SELECT COUNT(*) + 1 FROM names AS n WHERE n.id = o.id)
                    query.correlated            | SELECT COUNT(*) FROM names AS n WHERE n.id = o.id HAVING COUNT(*) = 0 | SELECT id FROM orders AS o WHERE id = (SELECT COUNT(*) FROM names AS n WHERE n.id = o.id HAVING COUNT(*) = 0)
                    query.exists-query          | SELECT COUNT(*) FROM names | SELECT id FROM orders WHERE EXISTS (SELECT COUNT(*) FROM names)
                    query.exists-query          | SELECT MAX(id) FROM names | SELECT id FROM orders WHERE id = 1 OR EXISTS (SELECT MAX(id) FROM names)
                    query.not-in                | (id, customer) NOT IN (SELECT id, id FROM names) | SELECT id FROM orders WHERE (id, customer) NOT IN (SELECT id, id FROM names)
                    query.not-grouped           | amount                 | SELECT customer, amount FROM orders GROUP BY customer
                    query.aggregate             | COLLECT(id)            | SELECT COLLECT(id) AS c FROM orders
                    query.aggregate             | BITMAP_BUILD_AGG(id)   | SELECT BITMAP_BUILD_AGG(id) AS c FROM orders
                    query.aggregate-more-arguments | PERCENTILE(id)      | SELECT PERCENTILE(id) AS c FROM orders
                    query.fraction              | ARRAY[0.1, 0.5]        | SELECT PERCENTILE(id, ARRAY[0.1, 0.5]) AS c FROM orders
                    query.lag-offset            | id                     | SELECT LAG(amount, id) OVER (ORDER BY ts) AS c FROM orders
                    query.over-later            | LEAD(id) OVER (ORDER BY ts) | SELECT LEAD(id) OVER (ORDER BY ts) AS c FROM orders
                    query.over-deviation        | VAR_POP(id) OVER (ORDER BY ts) | SELECT VAR_POP(id) OVER (ORDER BY ts) AS c FROM orders
                    query.aggregate-within      | MIN(id)                | SELECT MAX(MIN(id)) AS c FROM orders
                    query.grouping-sets         | CUBE (id, customer, amount, ts, id + 1, id + 2, id + 3) | SELECT customer FROM orders GROUP BY CUBE (id, customer, amount, ts, id + 1, id + 2, id + 3)
                    query.not-grouped           | amount                 | SELECT GROUPING(amount) AS g FROM orders GROUP BY ROLLUP (id, customer)
                    query.fraction              | amount                 | SELECT PERCENTILE(id, amount) AS p FROM orders
                    query.group-window          | TUMBLE(id + 1, INTERVAL '1' HOUR) | SELECT COUNT(*) AS n FROM orders GROUP BY TUMBLE(id + 1, INTERVAL '1' HOUR)
                    query.not-the-event-time    | id                     | SELECT COUNT(*) AS n FROM orders GROUP BY TUMBLE(id, INTERVAL '1' HOUR)
                    query.no-event-time         | name                   | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE names, DESCRIPTOR(name), INTERVAL '1' HOUR)) GROUP BY window_start, window_end
                    query.not-the-event-time    | id                     | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(id), INTERVAL '1' HOUR)) GROUP BY window_start, window_end
                    query.window-length         | INTERVAL '1' MONTH     | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MONTH)) GROUP BY window_start, window_end
                    query.window-bounds         | window_start           | SELECT COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start
                    query.windows-without-group | SESSION(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR) | SELECT id FROM TABLE(SESSION(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' HOUR))
                    query.row-number-unbounded  | ROW_NUMBER() OVER (ORDER BY id) | SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM orders
                    query.row-number-bound      | ROW_NUMBER() OVER (ORDER BY id) | SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM orders) WHERE n < 1
                    query.qualify               | amount > 1             | SELECT id FROM orders QUALIFY amount > 1
                    query.row-number-unbounded  | ROW_NUMBER() OVER (ORDER BY id) | SELECT id FROM orders QUALIFY ROW_NUMBER() OVER (ORDER BY id) > 1
                    query.over-function         | RANK() OVER (ORDER BY amount) | SELECT RANK() OVER (ORDER BY amount) AS r FROM orders
                    query.scalar-subquery       | SELECT id FROM names   | SELECT id FROM orders WHERE id > ALL (SELECT id FROM names)
                    language.clock              | CURRENT_TIMESTAMP      | SELECT id FROM orders WHERE CURRENT_TIMESTAMP IS NOT NULL
                    query.over-order            | SUM(id) OVER (ORDER BY amount) | SELECT SUM(id) OVER (ORDER BY amount) AS s FROM orders
                    query.order-by              | amount                 | SELECT id, amount FROM orders ORDER BY amount
                    query.limit                 | 0                      | SELECT id FROM orders LIMIT 0
                    query.offset                | 3                      | SELECT id FROM orders ORDER BY id OFFSET 3
                    query.order-place           | 3                      | SELECT id FROM orders ORDER BY 3 LIMIT 2
                    query.order-column          | customer               | SELECT DISTINCT customer FROM orders ORDER BY amount LIMIT 2
                    query.lateral               | (SELECT n.name FROM names AS n) AS x | SELECT o.id FROM orders AS o CROSS JOIN LATERAL (SELECT n.name FROM names AS n) AS x
                    query.unnest-join           | UNNEST(ARRAY[1]) AS t (x) | SELECT id FROM orders RIGHT JOIN UNNEST(ARRAY[1]) AS t (x) ON TRUE
                    query.unnest-several        | UNNEST(ARRAY[1], ARRAY[2]) | SELECT id FROM orders CROSS JOIN UNNEST(ARRAY[1], ARRAY[2]) AS t (x, y)
                    operators.unnest.type       | amount                 | SELECT x FROM orders CROSS JOIN UNNEST(amount) AS t (x)
                    query.column-list           | UNNEST(ARRAY[1])       | SELECT id FROM orders CROSS JOIN UNNEST(ARRAY[1]) AS t (x, y)
                    query.natural-join          | JOIN                   | SELECT name FROM orders NATURAL JOIN names
                    operators.join.key-types    | orders AS o JOIN names AS n ON o.id = n.name | SELECT o.id FROM orders AS o JOIN names AS n ON o.id = n.name
                    query.set-operation         | SELECT id FROM orders EXCEPT ALL SELECT id FROM names | SELECT id FROM orders EXCEPT ALL SELECT id FROM names
                    query.union-columns         | SELECT id FROM names   | SELECT id, amount FROM orders UNION ALL SELECT id FROM names
                    query.values-columns        | ROW(3)                 | SELECT v.a FROM orders JOIN (VALUES (1, 2), ROW(3)) AS v (a, b) ON v.a = id
                    query.values-null           | NULL                   | SELECT v.b FROM orders JOIN (VALUES (1, NULL)) AS v (a, b) ON v.a = id
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
