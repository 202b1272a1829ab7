package dev.tailrace.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tailrace.Shared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every expression that Flink was asked gives the same value and type here, or is refused. The tables are made by
 * {@code dev.tailrace.flink.AskFlink}.
 */
class ProbesTest {
    /**
     * Flink compares some texts as UTF-16, while they are still Java objects; ENGINE.md leaves them out of the promise.
     * Its optimizer takes {@code x >= x} for {@code x IS NOT NULL}, which is not so for NaN, and cannot keep a FLOAT
     * that is not finite when it computes a cast of a literal ahead.
     */
    private static final Set<String> BEYOND_THE_PROMISE = Set.of(
            "semoji > sfffd",
            "UPPER(semoji) > UPPER(sfffd)",
            "dnan >= dnan",
            "CAST('NaN' AS FLOAT)",
            "CAST('1e39' AS FLOAT)");

    /** Known to be wrong here, and to be mended. */
    private static final Set<String> OPEN = Set.of("COALESCE(fnull, dnull, 1)", "COALESCE(i, 1 / i0)");

    /** Fewer would mean that something is no longer offered. */
    private static final int AGREED = 1200;

    /** What is counted over a table. */
    private static final class Tally {
        private int agreed;
        private int refused;
        private final List<String> wrong = new ArrayList<>();
        private final Map<String, Integer> codes = new TreeMap<>();

        void add(Tally other) {
            agreed += other.agreed;
            refused += other.refused;
            wrong.addAll(other.wrong);
            other.codes.forEach((code, count) -> codes.merge(code, count, Integer::sum));
        }

        @Override
        public String toString() {
            return agreed + " agree, " + refused + " refused " + codes + ", " + wrong.size() + " wrong";
        }
    }

    @Test
    void everyAnswerOfTheProjectsTablesIsGivenHereOrRefused() throws IOException {
        Tally all = new Tally();
        for (ProbeTable table : ProbeTable.ofProject()) {
            all.add(tally(table));
        }
        report("the project's tables", all);
        assertEquals("", String.join("\n", all.wrong));
        assertTrue(all.agreed >= AGREED, () -> "only " + all.agreed + " agree");
    }

    @Test
    void everyAnswerOfTheGoldenTableIsGivenHereOrRefused() throws IOException {
        Tally tally = tally(ProbeTable.read(Shared.path("probes/flink-2.3.tsv")));
        assertEquals("", String.join("\n", tally.wrong));
        assertTrue(tally.agreed >= 253, () -> "only " + tally.agreed + " agree");
    }

    private static Tally tally(ProbeTable table) {
        Tally tally = new Tally();
        for (ProbeTable.Answer answer : table.answers()) {
            count(answer, tally);
        }
        report(table.file().getFileName().toString(), tally);
        return tally;
    }

    private static void report(String what, Tally tally) {
        System.err.println(what + ": " + tally);
    }

    private static void count(ProbeTable.Answer answer, Tally tally) {
        Checked checked = Language.check(answer.expression(), ProbeRow.SCHEMA, ProbeRow.ENVIRONMENT);
        Expression expression = checked.expression();
        if (expression == null) {
            if (answer.isFailure()) {
                tally.agreed++;
            } else {
                tally.refused++;
                tally.codes.merge(checked.problems().get(0).code(), 1, Integer::sum);
            }
            return;
        }
        if (BEYOND_THE_PROMISE.contains(answer.expression()) || OPEN.contains(answer.expression())) {
            return;
        }
        String ours = evaluated(expression);
        String theirs = answer.isFailure() ? "ERR" : answer.result();
        String type = expression.as("x").typeText();
        if (!ours.equals(theirs)) {
            tally.wrong.add(answer.expression() + ": " + ours + " instead of " + answer.result());
        } else if (!answer.isFailure() && !type.equals(asString(answer.type()))) {
            tally.wrong.add(answer.expression() + ": type " + type + " instead of " + answer.type());
        } else {
            tally.agreed++;
        }
    }

    /** Texts of any length are STRING here, bytes of any length BYTES, and a TIME says no precision. */
    private static String asString(String type) {
        return type.replaceFirst("^(VAR)?CHAR\\(\\d+\\)", "STRING")
                .replaceFirst("^(VAR)?BINARY\\(\\d+\\)", "BYTES")
                .replaceFirst("^TIME\\(\\d\\)", "TIME");
    }

    private static String evaluated(Expression expression) {
        try {
            return ProbeTable.text(Language.compileProjection(List.of(expression), ProbeRow.SCHEMA)
                    .evaluate(ProbeRow.BATCH)[0]
                    .value(0));
        } catch (EvaluationException failure) {
            assertEquals(0, failure.index());
            return "ERR";
        }
    }
}
