package dev.tailrace.language;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The row that the questions of the tables of answers are about: plain values, edges and nulls of every type. Columns
 * may be added; changing one changes answers.
 */
public final class ProbeRow {
    public static final String ZONE = "Europe/Berlin";

    public static final Environment ENVIRONMENT = new Environment(ZoneId.of(ZONE), Map.of());

    private static final List<@Nullable Object> VALUES = new ArrayList<>();
    private static final List<Field> FIELDS = new ArrayList<>();

    static {
        column("i", DataType.INT, 7);
        column("ineg", DataType.INT, -7);
        column("i0", DataType.INT, 0);
        column("inull", DataType.INT, null);
        column("imax", DataType.INT, Integer.MAX_VALUE);
        column("imin", DataType.INT, Integer.MIN_VALUE);
        column("l", DataType.BIGINT, 7L);
        column("lmax", DataType.BIGINT, Long.MAX_VALUE);
        column("ti", DataType.TINYINT, (byte) 127);
        column("s", DataType.SMALLINT, (short) 300);
        column("d", DataType.DOUBLE, 2.5);
        column("dneg", DataType.DOUBLE, -2.5);
        column("dz", DataType.DOUBLE, 0.0);
        column("dnz", DataType.DOUBLE, -0.0);
        column("dbig", DataType.DOUBLE, 1e20);
        column("dnan", DataType.DOUBLE, Double.NaN);
        column("d7", DataType.DOUBLE, 1e7);
        column("d125", DataType.DOUBLE, 1.005);
        column("f", DataType.FLOAT, 0.1f);
        column("p", DataType.decimal(10, 2), new BigDecimal("12.35"));
        column("p0", DataType.decimal(10, 2), new BigDecimal("0.00"));
        column("q", DataType.decimal(38, 18), new BigDecimal("1.500000000000000001"));
        column("str", DataType.STRING, "Apple");
        column("sa", DataType.STRING, "äÖx");
        column("sz", DataType.STRING, "straße");
        column("semoji", DataType.STRING, "\uD83D\uDE00x");
        column("sfffd", DataType.STRING, "\uFFFDx");
        column("sn", DataType.STRING, null);
        column("sbad", DataType.STRING, "abc");
        column("snum", DataType.STRING, " 42 ");
        column("b", DataType.BOOLEAN, null);
        column("bt", DataType.BOOLEAN, true);
        column("ts", DataType.TIMESTAMP, LocalDateTime.parse("2024-03-31T12:34:56.789"));
        column("ts2", DataType.TIMESTAMP, LocalDateTime.parse("2024-02-29T13:00:00"));
        column("ltz", DataType.TIMESTAMP_LTZ, Instant.parse("2024-03-31T23:30:00Z"));
        column("ltz5", DataType.TIMESTAMP_LTZ, Instant.parse("2024-03-31T23:30:00.500Z"));
        column("lbig", DataType.BIGINT, 1234567890123456789L);
        column("dt", DataType.DATE, LocalDate.parse("2024-01-31"));
        column(
                "js",
                DataType.STRING,
                "{\"a\":1,\"b\":[1,2.5,\"x\",{\"y\":7}],\"c\":{\"d\":null,\"e\":true},\"s\":\"tëxt\",\"n\":-1.50,\"big\":12345678901234567890}");
        column("jbad", DataType.STRING, "{\"a\":");
        column("url", DataType.STRING, "https://user:pw@example.com:8080/p/a%20b?x=1&y=%20b&x=3&z=#frag");
        column("se", DataType.STRING, "");
        column("csv", DataType.STRING, "a,b,,c");
        column("words", DataType.STRING, "hello wORLD foo-bar 9x ähm");
        column("tmin", DataType.TINYINT, (byte) -128);
        column("tinull", DataType.TINYINT, null);
        column("smin", DataType.SMALLINT, Short.MIN_VALUE);
        column("lmin", DataType.BIGINT, Long.MIN_VALUE);
        column("lneg", DataType.BIGINT, -1234L);
        column("lnull", DataType.BIGINT, null);
        column("fneg", DataType.FLOAT, -2.5f);
        column("fbig", DataType.FLOAT, 1e20f);
        column("fnan", DataType.FLOAT, Float.NaN);
        column("fnull", DataType.FLOAT, null);
        column("f7", DataType.FLOAT, 16777216f);
        column("dnull", DataType.DOUBLE, null);
        column("dinf", DataType.DOUBLE, Double.POSITIVE_INFINITY);
        column("dpi", DataType.DOUBLE, Math.PI);
        column("dhalf", DataType.DOUBLE, 0.5);
        column("pneg", DataType.decimal(10, 2), new BigDecimal("-12.35"));
        column("pnull", DataType.decimal(10, 2), null);
        column("w", DataType.decimal(38, 0), new BigDecimal("99999999999999999999999999999999999999"));
        column("wneg", DataType.decimal(38, 10), new BigDecimal("-1234567890123456789012345678.9012345678"));
        column("w20", DataType.decimal(20, 5), new BigDecimal("123456789012345.67895"));
        column("sdec", DataType.STRING, "-12.345");
        column("stime", DataType.STRING, "12:34:56.789");
        column("sdate", DataType.STRING, "2024-02-29");
        column("sts", DataType.STRING, "2024-02-29 12:34:56.789");
        column("sbool", DataType.STRING, "true");
        column("tm", DataType.time(3), LocalTime.parse("12:34:56.789"));
        column("tm2", DataType.time(0), LocalTime.parse("01:02:03"));
        column("tmnull", DataType.time(3), null);
        column("bs", DataType.BYTES, new byte[] {0x41, 0x42, 0x43});
        column("bx", DataType.BYTES, new byte[] {(byte) 0xff, 0, 0x7f, 1, 2});
        column("bynull", DataType.BYTES, null);
        column("tsold", DataType.TIMESTAMP, LocalDateTime.parse("1969-12-30T22:58:58.500"));
        column("tsnull", DataType.TIMESTAMP, null);
        column("ts0", DataType.timestamp(0), LocalDateTime.parse("2024-12-29T00:00:00"));
        column("ltzold", DataType.TIMESTAMP_LTZ, Instant.parse("1969-12-30T22:58:58.500Z"));
        column("ltznull", DataType.TIMESTAMP_LTZ, null);
        column("ltzdst", DataType.TIMESTAMP_LTZ, Instant.parse("2024-03-31T00:59:59.999Z"));
        column("ltzfall", DataType.TIMESTAMP_LTZ, Instant.parse("2024-10-27T01:30:00Z"));
        column("dtold", DataType.DATE, LocalDate.parse("1969-12-20"));
        column("dtnull", DataType.DATE, null);
        column("dtleap", DataType.DATE, LocalDate.parse("2024-02-29"));
        column("tineg", DataType.TINYINT, (byte) -5);
        column("sneg", DataType.SMALLINT, (short) -300);
        column("p4", DataType.decimal(4, 4), new BigDecimal("0.0625"));
        column("p18", DataType.decimal(18, 4), new BigDecimal("12345678901234.5678"));
        column("p19", DataType.decimal(19, 4), new BigDecimal("-123456789012345.6789"));
        column("bf", DataType.BOOLEAN, false);
        column("sempty", DataType.STRING, "");
        column("spad", DataType.STRING, "  two  words ");
        column("sline", DataType.STRING, "one\ntwo\tthree");
        column("stamp", DataType.STRING, "2024-02-29 23:59:58.125");
        column("snegdec", DataType.STRING, "-7.50");
        column("sjson", DataType.STRING, "{\"a\":{\"b\":[1,2.5,\"x\"]},\"n\":null,\"t\":true,\"s\":\"é\\\"\"}");
        column("surl", DataType.STRING, "https://user:pw@example.com:8080/a/b.html?k=v&q=a%20b#frag");
        column("skv", DataType.STRING, "a=1,b=2,c");
        column("dt0", DataType.DATE, LocalDate.parse("1969-12-31"));
        column("tsneg", DataType.TIMESTAMP, LocalDateTime.parse("1969-12-31T23:59:58.500"));
        column("tsgap", DataType.TIMESTAMP, LocalDateTime.parse("2024-03-31T02:30:00"));
        column("tsfold", DataType.TIMESTAMP, LocalDateTime.parse("2024-10-27T02:30:00"));
        column("ltzw", DataType.TIMESTAMP_LTZ, Instant.parse("2024-10-27T00:30:00.250Z"));
        column("byt", DataType.BYTES, "Apple".getBytes(StandardCharsets.US_ASCII));
        column("bytbad", DataType.BYTES, new byte[] {(byte) 0xff, 0, 0x41});
        column("bytnull", DataType.BYTES, null);
        arrays();
        mapsAndRows();
    }

    private static void arrays() {
        DataType ints = DataType.array(DataType.INT);
        column("ai", ints, Arrays.asList(3, 1, null, 2, 3));
        column("ai2", ints, List.of(5, 3, 4));
        column("ae", ints, List.of());
        column("anull", ints, null);
        column("an", DataType.array(Field.required("element", DataType.INT)), List.of(4, 5));
        column("asx", DataType.array(DataType.STRING), Arrays.asList("b", "a", null, "ä", "b"));
        column("ad", DataType.array(DataType.DOUBLE), Arrays.asList(1.5, Double.NaN, -0.0, null, 0.0));
        column("ap", DataType.array(DataType.decimal(10, 2)), List.of(new BigDecimal("1.50"), new BigDecimal("-2.00")));
        column("al", DataType.array(DataType.BIGINT), Arrays.asList(7L, null, 9L));
        column("ats", DataType.array(DataType.TIMESTAMP), List.of(LocalDateTime.parse("2024-02-29T13:00:00")));
        column("aa", DataType.array(ints), Arrays.asList(List.of(1, 2), null, List.of(), List.of(1, 2)));
        column("ab", DataType.array(DataType.BOOLEAN), Arrays.asList(true, false, null));
    }

    private static void mapsAndRows() {
        Map<String, @Nullable Integer> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", null);
        column("m", DataType.map(DataType.STRING, DataType.INT), map);
        column("m2", DataType.map(DataType.STRING, DataType.INT), map("a", 10, "c", 3));
        column("me", DataType.map(DataType.STRING, DataType.INT), Map.of());
        column("mnull", DataType.map(DataType.STRING, DataType.INT), null);
        column("mi", DataType.map(DataType.INT, DataType.STRING), map(1, "x", 2, "y"));
        column("ma", DataType.map(DataType.STRING, DataType.array(DataType.INT)), Map.of("k", List.of(1, 2)));
        DataType row = DataType.row(List.of(
                Field.of("x", DataType.INT),
                Field.of("y", DataType.STRING),
                Field.of("z", DataType.row(List.of(Field.of("u", DataType.DOUBLE))))));
        column("r", row, Row.of(1, "one", Row.of(2.5)));
        column("r2", row, Row.of(null, null, null));
        column("rnull", row, null);
        DataType pair = DataType.row(List.of(Field.of("x", DataType.INT), Field.of("y", DataType.STRING)));
        column("ar", DataType.array(pair), Arrays.asList(Row.of(1, "one"), null, Row.of(2, null)));
        column("rq", DataType.row(List.of(Field.required("n", DataType.INT), Field.of("l", DataType.array(DataType.INT)))),
                Row.of(9, List.of(8, 9)));
    }

    public static final Schema SCHEMA = new Schema(FIELDS);
    public static final Row ROW = Row.of(VALUES.toArray());

    static final Batch BATCH = BatchBuilder.batchOf(SCHEMA, List.of(ROW));

    private ProbeRow() {}

    private static Map<Object, Object> map(Object key, Object value, Object otherKey, Object otherValue) {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }

    private static void column(String name, DataType type, @Nullable Object value) {
        FIELDS.add(Field.of(name, type));
        VALUES.add(value);
    }
}
