package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import dev.tailrace.data.Schema;
import dev.tailrace.data.json.JsonText;
import java.util.List;

/** What is said where a node needs event time and its input has none. */
public final class MissingEventTime {
    private MissingEventTime() {}

    /**
     * A problem of the port {@code in}, with an event-time node before it as its remedy: on the first column that can be
     * the time, if there is one.
     */
    public static Problem problem(String code, Schema input) {
        return problem(Problem.error(code), input, "in");
    }

    /** As {@link #problem(String, Schema)}, of a port of another name and with words of its own. */
    public static Problem problem(Problem missing, Schema input, String port) {
        String settings = input.fields().stream()
                .filter(field -> field.type().kind().isTimestamp())
                .findFirst()
                .map(field -> "{\"column\":" + JsonText.quoted(field.name()) + "}")
                .orElse("{}");
        return missing.in(port)
                .fixedBy(new Fix.InsertBefore("operators.fix.event-time", List.of(), "event-time", settings));
    }
}
