package dev.tailrace.query;

import dev.tailrace.query.ConstructsTest.Construct;
import java.util.ArrayList;
import java.util.List;

/** The constructs of SQL that are drawn, one query each, with DuckDB's words for what it says otherwise. */
final class Constructs {
    /** The rows of {@link ConstructsTest#BASKETS} in DuckDB. */
    private static final String BASKETS =
            """
            WITH baskets AS (SELECT * FROM (VALUES
              (1, ['red', 'big'], MAP {'eur': 5, 'usd': 6}, [{'sku': 'a', 'n': 2}, {'sku': 'b', 'n': 1}]),
              (2, [], MAP {}, []),
              (3, NULL, NULL, NULL),
              (4, ['red'], MAP {'yen': NULL}, [{'sku': 'a', 'n': NULL}])) AS t (id, tags, prices, parts))
            """;

    private final List<Construct> all = new ArrayList<>();

    private Constructs() {}

    static List<Construct> all() {
        Constructs constructs = new Constructs();
        constructs.shapes();
        constructs.groups();
        constructs.joins();
        constructs.ranks();
        constructs.windows();
        constructs.times();
        constructs.elements();
        constructs.values();
        constructs.sets();
        return constructs.all;
    }

    private void same(String name, String sql) {
        all.add(new Construct(name, sql, null));
    }

    private void differing(String name, String sql, String duck) {
        all.add(new Construct(name, sql, duck));
    }

    private void shapes() {
        same("all columns as they are", "SELECT * FROM orders");
        same("some columns under other names", "SELECT id AS number, item thing FROM orders o");
        same("computed columns", "SELECT id, amount * 2 + 1 AS twice, UPPER(item) AS loud FROM orders");
        same("a column beside all others", "SELECT *, (amount + 1) * 2 AS more FROM orders");
        same("conditions with parentheses", "SELECT id FROM orders WHERE (amount > 50 OR item = 'tea') AND (id < 200)");
        same(
                "a query in FROM",
                "SELECT x.n + 1 AS m FROM (SELECT id AS n, amount AS a FROM orders) AS x WHERE x.a > 10");
        same("a query in WITH", "WITH big AS (SELECT * FROM orders WHERE amount > 80) SELECT id, item FROM big");
        same(
                "queries in WITH over each other, with names for columns",
                "WITH big (n, a) AS (SELECT id, amount FROM orders WHERE amount > 50), "
                        + "odd AS (SELECT n, a FROM big WHERE n % 2 = 1) SELECT n, a * 2 AS b FROM odd");
        same(
                "UNION ALL with columns under the names of the first",
                "SELECT id, item FROM orders WHERE amount > 90 UNION ALL SELECT id, name FROM customers "
                        + "UNION ALL SELECT 1, 'one' FROM customers WHERE id = 3");
        same("UNION", "SELECT item FROM orders UNION SELECT city FROM customers");
        same("DISTINCT", "SELECT DISTINCT item, customer FROM orders");
        same(
                "CASE over several lines",
                "SELECT id,\n CASE WHEN amount > 50 THEN 'big'\n ELSE 'small' END AS size\nFROM orders");
    }

    private void groups() {
        same("groups and counts", "SELECT item, COUNT(*) AS n, COUNT(amount) AS known FROM orders GROUP BY item");
        same(
                "aggregates",
                "SELECT customer, CAST(SUM(amount) AS BIGINT) AS s, MIN(amount) AS lo, MAX(amount) AS hi FROM orders "
                        + "GROUP BY customer");
        same("aggregates of all rows", "SELECT COUNT(*) AS n, MAX(id) AS last FROM orders");
        same("distinct values", "SELECT item, COUNT(DISTINCT customer) AS n FROM orders GROUP BY item");
        same("FILTER", "SELECT item, COUNT(*) FILTER (WHERE amount > 50) AS big FROM orders GROUP BY item");
        differing(
                "percentiles",
                "SELECT item, PERCENTILE(amount, 0.9) AS p FROM orders GROUP BY item",
                "SELECT item, quantile_cont(amount, 0.9) AS p FROM orders GROUP BY item");
        differing(
                "values put together",
                "SELECT customer, ARRAY_JOIN(ARRAY_SORT(ARRAY_AGG(item)), '-') AS bought FROM orders GROUP BY customer",
                "SELECT customer, array_to_string(list_sort(list(item)), '-') AS bought FROM orders GROUP BY customer");
        same("a group that is computed", "SELECT id % 7 AS rest, COUNT(*) AS n FROM orders GROUP BY id % 7");
        same("an expression of aggregates", "SELECT item, MAX(amount) - MIN(amount) AS wide FROM orders GROUP BY item");
        same(
                "HAVING",
                "SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer HAVING COUNT(*) > 35 AND MIN(id) < 20");
        same(
                "groups of groups",
                "SELECT n, COUNT(*) AS times FROM "
                        + "(SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer) GROUP BY n");
        same("groups without aggregates", "SELECT item FROM orders GROUP BY item, customer");
    }

    private void joins() {
        same(
                "every pair",
                "SELECT o.id, c.name FROM (SELECT * FROM orders WHERE amount > 97) o CROSS JOIN customers c");
        same(
                "the first rows of another table for each row",
                "SELECT c.name, x.id, x.amount FROM customers c CROSS JOIN LATERAL (SELECT id, amount FROM orders o "
                        + "WHERE o.customer = c.id AND o.item = 'tea' ORDER BY amount DESC NULLS LAST, id LIMIT 2) AS x");
        same(
                "rows of another table for each row, or none",
                "SELECT c.id, x.n FROM customers c LEFT JOIN LATERAL (SELECT amount + 1 AS n FROM orders o "
                        + "WHERE o.customer = c.id AND o.amount > 97) AS x ON TRUE");
        same(
                "NOT IN with a query",
                "SELECT id FROM orders WHERE customer NOT IN (SELECT id FROM customers WHERE city = 'Rome')");
        same("NOT IN where a member is NULL", "SELECT id FROM customers WHERE id NOT IN (SELECT customer FROM orders)");
        same(
                "NOT IN where no member is NULL",
                "SELECT id FROM customers WHERE id NOT IN (SELECT customer FROM orders WHERE customer < 5)");
        same(
                "NOT IN without members",
                "SELECT id FROM orders WHERE customer NOT IN (SELECT id FROM customers WHERE city = 'Lima')");
        same("a join", "SELECT o.id, c.name FROM orders AS o JOIN customers AS c ON o.customer = c.id");
        same(
                "a join with a condition beside the key",
                "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer AND o.amount > c.id * 10 "
                        + "WHERE c.city <> 'Oslo' AND o.item = 'tea'");
        same(
                "a left join",
                "SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON o.customer = c.id AND o.amount > 50");
        same(
                "a right join",
                "SELECT o.id, c.name FROM orders o RIGHT JOIN customers c ON o.customer = c.id AND o.amount > 97");
        same(
                "a full join",
                "SELECT o.id, c.name FROM (SELECT * FROM orders WHERE amount > 95) o FULL JOIN customers c "
                        + "ON o.customer = c.id");
        same(
                "tables after each other and WHERE",
                "SELECT o.id, c.city FROM orders o, customers c WHERE o.customer = c.id AND o.amount >= 90");
        same("a key that is computed", "SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = MOD(o.id, 10)");
        same("USING", "SELECT o.item, c.name FROM orders o JOIN customers c USING (id)");
        same(
                "three tables, one of them twice",
                "SELECT o.id, c.name, d.name AS other FROM orders o JOIN customers c ON o.customer = c.id "
                        + "JOIN customers d ON d.id = MOD(o.id, 10)");
        same(
                "a join of groups",
                "SELECT c.name, g.n FROM (SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer) g "
                        + "JOIN customers c ON c.id = g.customer");
        same(
                "IN with a query",
                "SELECT id FROM orders WHERE customer IN (SELECT id FROM customers WHERE city = 'Rome') AND amount > 5");
        same(
                "IN below OR",
                "SELECT id FROM orders WHERE amount > 95 OR customer IN (SELECT id FROM customers WHERE city = 'Rome')");
        same(
                "IN below OR where NULLs leave it open",
                "SELECT id FROM customers WHERE id IN (SELECT customer FROM orders WHERE item = 'tea') AND id > 2 "
                        + "OR id + 1 IN (SELECT customer FROM orders WHERE amount > 97)");
        same(
                "EXISTS below OR",
                "SELECT id FROM orders o WHERE amount > 95 OR EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer "
                        + "AND c.city = 'Bonn') OR NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer)");
        same(
                "EXISTS of any row",
                "SELECT id FROM customers WHERE id = 3 OR EXISTS (SELECT 1 FROM orders WHERE amount > 1000)");
        same(
                "EXISTS as a value",
                "SELECT c.id, CASE WHEN EXISTS (SELECT 1 FROM orders o WHERE o.customer = c.id AND o.amount > 97) "
                        + "THEN 'big' ELSE 'small' END AS kind FROM customers c");
        same(
                "EXISTS",
                "SELECT id FROM orders o WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer AND c.city = 'Bonn')");
        same(
                "NOT EXISTS",
                "SELECT id FROM orders o WHERE NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer)");
    }

    private void values() {
        same("a value of all rows", "SELECT id FROM orders WHERE amount = (SELECT MAX(amount) FROM orders)");
        same(
                "a value beside each row",
                "SELECT id, (SELECT COUNT(*) FROM customers) + id AS more FROM orders WHERE id < 10");
        same(
                "a value of nothing",
                "SELECT id, (SELECT MAX(id) FROM customers WHERE city = 'Lima') AS nobody FROM orders WHERE id < 5");
        same(
                "a value of the first row",
                "SELECT o.id FROM orders o WHERE o.customer > (SELECT id FROM customers WHERE city = 'Rome' ORDER BY name DESC LIMIT 1)");
        same(
                "groups that are greater than a value",
                "SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer "
                        + "HAVING COUNT(*) > (SELECT COUNT(*) FROM customers) * 3");
        same(
                "a value for each row",
                "SELECT c.name, (SELECT MAX(o.amount) * 2 - 1 FROM orders o WHERE o.customer = c.id AND o.item = 'tea') AS most "
                        + "FROM customers c");
        same(
                "rows that are the greatest of their key",
                "SELECT o.id, o.amount FROM orders o WHERE o.amount = (SELECT MAX(p.amount) FROM orders p WHERE p.item = o.item)");
        same(
                "a count for each row",
                "SELECT c.id, (SELECT COUNT(*) FROM orders o WHERE o.customer = c.id AND o.amount > 97) AS n FROM customers c");
        same(
                "rows that stand in the query",
                "SELECT o.id, v.word, v.n FROM orders o JOIN (VALUES ('tea', 'hot', 1), ('cup', NULL, 2), ('jar', 'new', 3)) "
                        + "AS v (item, word, n) ON o.item = v.item");
        same("a constant row among others", "SELECT id, item FROM orders WHERE id < 3 UNION ALL SELECT -1, 'none'");
    }

    private void elements() {
        differing(
                "elements of an array that is computed",
                "SELECT id, part FROM orders CROSS JOIN UNNEST(SPLIT(item, 'e')) AS t (part) WHERE id < 40",
                "SELECT id, part FROM orders CROSS JOIN UNNEST(string_split(item, 'e')) AS t (part) WHERE id < 40");
        elements(
                "elements of an array",
                "SELECT b.id, t.tag FROM baskets AS b CROSS JOIN UNNEST(b.tags) AS t (tag)",
                "SELECT id, UNNEST(tags) AS tag FROM baskets");
        elements(
                "elements behind a comma and their groups",
                "SELECT tag, COUNT(*) AS n FROM baskets, UNNEST(tags) AS t (tag) WHERE tag <> 'big' GROUP BY tag",
                "SELECT tag, COUNT(*) FROM (SELECT UNNEST(tags) AS tag FROM baskets) WHERE tag <> 'big' GROUP BY tag");
        elements(
                "rows without elements kept",
                "SELECT id, tag FROM baskets LEFT JOIN UNNEST(tags) AS t (tag) ON TRUE",
                "SELECT id, UNNEST(CASE WHEN len(tags) > 0 THEN tags ELSE [NULL] END) AS tag FROM baskets");
        elements(
                "elements that are rows",
                "SELECT b.id, p.sku, p.amount FROM baskets b CROSS JOIN UNNEST(parts) AS p (sku, amount)",
                "SELECT id, p.sku, p.n FROM (SELECT id, UNNEST(parts) AS p FROM baskets)");
        elements(
                "entries of a map",
                "SELECT id, k, v + 1 AS more FROM baskets CROSS JOIN UNNEST(prices) AS t (k, v)",
                "SELECT id, e.key, e.value + 1 FROM (SELECT id, UNNEST(map_entries(prices)) AS e FROM baskets)");
        elements(
                "elements with their numbers",
                "SELECT id, tag, place FROM baskets CROSS JOIN UNNEST(tags) WITH ORDINALITY AS t (tag, place)",
                "SELECT id, UNNEST(tags), generate_subscripts(tags, 1) FROM baskets");
        elements(
                "elements under the name of their table",
                "SELECT id, tag FROM baskets, UNNEST(tags) AS tag JOIN UNNEST(parts) AS p ON p.sku = 'b'",
                "SELECT id, tag FROM (SELECT id, tag, UNNEST(parts) AS p FROM "
                        + "(SELECT id, parts, UNNEST(tags) AS tag FROM baskets)) WHERE p.sku = 'b'");
        elements(
                "elements of two arrays after each other",
                "SELECT id, tag, sku FROM baskets CROSS JOIN UNNEST(tags) AS t (tag) CROSS JOIN UNNEST(parts) AS p",
                "SELECT id, tag, p.sku FROM (SELECT id, tag, UNNEST(parts) AS p FROM "
                        + "(SELECT id, parts, UNNEST(tags) AS tag FROM baskets))");
    }

    private void elements(String name, String sql, String duck) {
        differing(name, sql, BASKETS + duck);
    }

    private void sets() {
        same(
                "sets of groups",
                "SELECT item, customer, COUNT(*) AS n FROM orders GROUP BY GROUPING SETS ((item), (customer), ())");
        same(
                "totals of groups",
                "SELECT item, customer, MAX(amount) AS most FROM orders GROUP BY ROLLUP (item, customer) HAVING COUNT(*) > 3");
        same(
                "all sets of groups and which they are",
                "SELECT item, customer % 2 AS rest, GROUPING(item) AS a, GROUPING(item, customer % 2) AS b, COUNT(*) AS n "
                        + "FROM orders GROUP BY CUBE (item, customer % 2)");
        same(
                "sets of groups beside a group",
                "SELECT item, customer, id % 3 AS rest, COUNT(*) AS n FROM orders "
                        + "GROUP BY item, GROUPING SETS ((customer), (id % 3))");
        differing(
                "totals of windows",
                "SELECT window_start, item, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) "
                        + "GROUP BY window_start, window_end, ROLLUP (item)",
                "SELECT time_bucket(INTERVAL 5 MINUTE, ts) AS s, item, COUNT(*) FROM orders GROUP BY s, ROLLUP (item)");
        differing(
                "windows as they were written",
                "SELECT item, TUMBLE_START(ts, INTERVAL '5' MINUTE) AS s, TUMBLE_END(ts, INTERVAL '5' MINUTE) AS e, COUNT(*) AS n "
                        + "FROM orders GROUP BY item, TUMBLE(ts, INTERVAL '5' MINUTE)",
                "SELECT item, time_bucket(INTERVAL 5 MINUTE, ts) AS s, "
                        + "time_bucket(INTERVAL 5 MINUTE, ts) + INTERVAL 5 MINUTE AS e, COUNT(*) AS n FROM orders GROUP BY ALL");
        differing(
                "hopping windows as they were written",
                "SELECT HOP_START(ts, INTERVAL '2' MINUTE, INTERVAL '4' MINUTE) AS s, COUNT(*) AS n "
                        + "FROM orders GROUP BY HOP(ts, INTERVAL '2' MINUTE, INTERVAL '4' MINUTE)",
                "SELECT s, COUNT(*) AS n FROM (SELECT time_bucket(INTERVAL 2 MINUTE, ts) AS s FROM orders UNION ALL "
                        + "SELECT time_bucket(INTERVAL 2 MINUTE, ts) - INTERVAL 2 MINUTE FROM orders) GROUP BY s");
        same(
                "what two queries share",
                "SELECT customer FROM orders WHERE amount > 50 INTERSECT SELECT id FROM customers");
        same("what another query has not", "SELECT customer, item FROM orders EXCEPT SELECT id, 'tea' FROM customers");
        differing(
                "a percentile",
                "SELECT item, PERCENTILE(amount, 0.75) AS p FROM orders GROUP BY item",
                "SELECT item, quantile_cont(amount, 0.75) AS p FROM orders GROUP BY item");
    }

    private void ranks() {
        same("the rows behind the first", "SELECT id, amount FROM orders ORDER BY id LIMIT 4 OFFSET 3");
        same("an order by what is not selected", "SELECT item FROM orders ORDER BY id DESC LIMIT 6");
        same("an order by the place of a column", "SELECT item, id FROM orders ORDER BY 2 DESC LIMIT 3");
        same(
                "an order by what is computed",
                "SELECT id, amount AS a FROM orders o ORDER BY a * 2 DESC NULLS LAST, o.customer % 3 NULLS FIRST, id + 1 LIMIT 5");
        same(
                "an order of groups by their count",
                "SELECT customer FROM orders WHERE customer IS NOT NULL GROUP BY customer ORDER BY COUNT(*) DESC, MIN(id) FETCH FIRST 4 ROWS ONLY");
        same(
                "the first row of each key with QUALIFY",
                "SELECT id, item FROM orders QUALIFY ROW_NUMBER() OVER (PARTITION BY item ORDER BY id DESC) = 1");
        same(
                "groups that qualify by the rank of their count",
                "SELECT item, COUNT(*) AS n, ROW_NUMBER() OVER (ORDER BY COUNT(*) DESC, item) AS place FROM orders "
                        + "GROUP BY item QUALIFY place <= 2");
        same(
                "groups with ranks within a query",
                "SELECT item, place + 1 AS behind FROM (SELECT item, customer, ROW_NUMBER() OVER (PARTITION BY item "
                        + "ORDER BY SUM(amount) DESC NULLS LAST, customer) AS place FROM orders WHERE customer > 1 "
                        + "GROUP BY item, customer) WHERE place <= 2");
        same(
                "a rank that QUALIFY names",
                "SELECT id, item, ROW_NUMBER() OVER (PARTITION BY item ORDER BY amount DESC NULLS LAST, id) AS place "
                        + "FROM orders WHERE id > 20 QUALIFY place <= 4 AND id % 2 = 0");
        same(
                "rows that qualify by a count",
                "SELECT id, COUNT(*) OVER w AS n FROM orders WINDOW w AS (PARTITION BY item ORDER BY ts) QUALIFY n <= 5");
        same(
                "the first rows of each key",
                "SELECT id, item, amount, place FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item "
                        + "ORDER BY amount DESC NULLS LAST, id ASC) AS place FROM orders) WHERE place <= 3");
        same(
                "the first rows without their rank",
                "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY amount NULLS FIRST, id) AS place "
                        + "FROM orders) WHERE place < 3 AND id > 10");
        same(
                "the second of each key",
                "SELECT id, item FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY item ORDER BY id DESC) AS place "
                        + "FROM orders) WHERE place = 2");
        same(
                "an order that is computed",
                "SELECT id FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY MOD(id, 13) DESC, id) AS place FROM orders) "
                        + "WHERE place <= 5");
        differing(
                "the last row of each key by event time",
                "SELECT customer, item FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer, item ORDER BY ts DESC) AS n "
                        + "FROM orders) WHERE n = 1",
                "SELECT DISTINCT customer, item FROM orders");
        same("ORDER BY with LIMIT", "SELECT id, amount FROM orders ORDER BY id DESC LIMIT 4");
    }

    private void windows() {
        differing(
                "tumbling windows",
                "SELECT item, window_start AS s, window_end AS e, COUNT(*) AS n FROM "
                        + "TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) GROUP BY item, window_start, window_end",
                "SELECT item, time_bucket(INTERVAL 5 MINUTE, ts) AS s, "
                        + "time_bucket(INTERVAL 5 MINUTE, ts) + INTERVAL 5 MINUTE AS e, COUNT(*) AS n FROM orders GROUP BY ALL");
        differing(
                "windows of some rows, of which some pass",
                "SELECT w.window_start, MAX(amount) AS m FROM "
                        + "TABLE(TUMBLE(DATA => TABLE orders, TIMECOL => DESCRIPTOR(ts), SIZE => INTERVAL '5' MINUTE)) AS w "
                        + "WHERE item = 'cup' GROUP BY window_start, window_end HAVING COUNT(*) > 8",
                "SELECT time_bucket(INTERVAL 5 MINUTE, ts) AS s, MAX(amount) AS m FROM orders WHERE item = 'cup' "
                        + "GROUP BY ALL HAVING COUNT(*) > 8");
        differing(
                "hopping windows",
                "SELECT window_start, COUNT(*) AS n FROM "
                        + "TABLE(HOP(TABLE orders, DESCRIPTOR(ts), INTERVAL '2' MINUTE, INTERVAL '4' MINUTE)) "
                        + "GROUP BY window_start, window_end",
                "SELECT s, COUNT(*) AS n FROM (SELECT time_bucket(INTERVAL 2 MINUTE, ts) AS s FROM orders UNION ALL "
                        + "SELECT time_bucket(INTERVAL 2 MINUTE, ts) - INTERVAL 2 MINUTE FROM orders) GROUP BY s");
        differing(
                "the greatest of the counts of windows",
                "WITH counts AS (SELECT item, COUNT(*) AS n, window_start, window_end FROM "
                        + "TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) GROUP BY item, window_start, window_end) "
                        + "SELECT window_start, MAX(n) AS most FROM counts GROUP BY window_start, window_end",
                "SELECT s, MAX(n) FROM (SELECT item, time_bucket(INTERVAL 5 MINUTE, ts) AS s, COUNT(*) AS n FROM orders "
                        + "GROUP BY ALL) GROUP BY s");
        differing(
                "rows with the windows they are in",
                "SELECT id, window_end FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) WHERE id < 50",
                "SELECT id, time_bucket(INTERVAL 5 MINUTE, ts) + INTERVAL 5 MINUTE FROM orders WHERE id < 50");
        differing(
                "the first rows of each window",
                "SELECT id, window_start FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end "
                        + "ORDER BY id DESC) AS place FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '5' MINUTE))) "
                        + "WHERE place <= 2",
                "SELECT id, s FROM (SELECT id, time_bucket(INTERVAL 5 MINUTE, ts) AS s, ROW_NUMBER() OVER (PARTITION BY "
                        + "time_bucket(INTERVAL 5 MINUTE, ts) ORDER BY id DESC) AS place FROM orders) WHERE place <= 2");
    }

    private void times() {
        same(
                "a join of times near each other",
                "SELECT a.id, b.id AS other FROM orders a JOIN orders b ON a.customer = b.customer "
                        + "AND b.ts BETWEEN a.ts - INTERVAL '20' SECOND AND a.ts + INTERVAL '30' SECOND WHERE a.item <> b.item");
        same(
                "a left join of times near each other",
                "SELECT a.id, b.id AS other FROM orders a LEFT JOIN orders b ON a.customer = b.customer "
                        + "AND b.ts > a.ts AND b.ts <= a.ts + INTERVAL '40' SECOND");
        differing(
                "aggregates of the last rows",
                "SELECT id, MAX(amount) OVER w AS most, COUNT(*) OVER w AS n FROM orders "
                        + "WINDOW w AS (PARTITION BY item ORDER BY ts ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)",
                "SELECT id, MAX(amount) OVER w AS most, COUNT(*) OVER w AS n FROM orders "
                        + "WINDOW w AS (PARTITION BY item ORDER BY ts, id ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)");
        same(
                "aggregates of the last minutes, computed with",
                "SELECT id, COUNT(amount) OVER (PARTITION BY customer ORDER BY ts "
                        + "RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND CURRENT ROW) * 2 AS twice FROM orders");
        differing(
                "aggregates over several windows",
                "SELECT id, MAX(amount) OVER (PARTITION BY item ORDER BY ts ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) AS most, "
                        + "COUNT(*) OVER (PARTITION BY customer ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING "
                        + "AND CURRENT ROW) AS recent, COUNT(*) OVER w - COUNT(amount) OVER w AS missing FROM orders "
                        + "WINDOW w AS (ORDER BY ts)",
                "SELECT id, MAX(amount) OVER (PARTITION BY item ORDER BY ts, id ROWS BETWEEN 3 PRECEDING AND CURRENT ROW) "
                        + "AS most, COUNT(*) OVER (PARTITION BY customer ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING "
                        + "AND CURRENT ROW) AS recent, COUNT(*) OVER w - COUNT(amount) OVER w AS missing FROM orders "
                        + "WINDOW w AS (ORDER BY ts)");
        same(
                "the same aggregate over two windows, and a condition on one",
                "SELECT id, COUNT(*) OVER (PARTITION BY item ORDER BY ts) AS n, COUNT(*) OVER (PARTITION BY customer "
                        + "ORDER BY ts) AS m FROM orders QUALIFY m <= 4");
        same("running totals", "SELECT id, COUNT(*) OVER (ORDER BY ts) AS n FROM orders WHERE item = 'tea'");
        differing(
                "a join with what was valid",
                "WITH latest AS (SELECT customer, amount FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY customer "
                        + "ORDER BY ts DESC) AS n FROM orders WHERE item = 'tin') WHERE n = 1) "
                        + "SELECT o.id, l.amount FROM orders o JOIN latest FOR SYSTEM_TIME AS OF o.ts AS l ON o.customer = l.customer",
                "SELECT o.id, l.amount FROM orders o ASOF JOIN (SELECT * FROM (SELECT *, MAX(ts) OVER (PARTITION BY customer "
                        + "ORDER BY id) AS newest FROM orders WHERE item = 'tin') WHERE ts = newest) l "
                        + "ON o.customer = l.customer AND o.ts >= l.ts");
        differing(
                "changes as rows, and rows as changes",
                "WITH totals AS (SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer), "
                        + "said AS (SELECT * FROM TO_CHANGELOG(input => TABLE totals, op => DESCRIPTOR(what))) "
                        + "SELECT n, COUNT(*) AS people FROM FROM_CHANGELOG(input => TABLE said, "
                        + "op => DESCRIPTOR(what)) GROUP BY n",
                "SELECT n, COUNT(*) AS people FROM (SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer) "
                        + "GROUP BY n");
        differing(
                "changes in words of their own",
                "WITH said AS (SELECT CASE WHEN item = 'tea' THEN 'there' ELSE 'here' END AS op, id FROM orders) "
                        + "SELECT COUNT(*) AS n, CAST(SUM(id) AS BIGINT) AS s FROM FROM_CHANGELOG(input => TABLE said, "
                        + "op_mapping => MAP['there, here', 'INSERT', 'gone', 'DELETE'])",
                "SELECT COUNT(*) AS n, CAST(SUM(id) AS BIGINT) AS s FROM orders");
        differing(
                "rows that follow one another",
                "SELECT customer, a, b FROM orders MATCH_RECOGNIZE (PARTITION BY customer ORDER BY ts "
                        + "MEASURES A.id AS a, B.id AS b ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW "
                        + "PATTERN (A B) DEFINE A AS A.item = 'tea', B AS B.item = 'cup')",
                "SELECT customer, id, b FROM (SELECT *, LEAD(id) OVER w AS b, LEAD(item) OVER w AS behind FROM orders "
                        + "WINDOW w AS (PARTITION BY customer ORDER BY ts, id)) WHERE item = 'tea' AND behind = 'cup'");
        same("rows by their times", "SELECT id, ts FROM orders WHERE item = 'pot' ORDER BY ts");
    }
}
