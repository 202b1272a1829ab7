package dev.tailrace.operator.window;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Problem.Fix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the lengths that windows are given. */
public final class WindowLengths {
    private final List<Problem> problems = new ArrayList<>();

    /** A length that these windows need. */
    public WindowLengths given(String setting, @Nullable Duration length) {
        if (length == null) {
            problems.add(Problem.error("operators.window-length-missing").in(setting));
        }
        return this;
    }

    /** A length has to be at least 1 ms. */
    public WindowLengths positive(String setting, Duration length) {
        if (length.toMillis() <= 0) {
            problems.add(Problem.error("operators.window-size-zero")
                    .in(setting)
                    .fixedBy(new Fix.ChangeSetting("operators.fix.one-minute", List.of(), setting, "\"1 min\"")));
        }
        return this;
    }

    /** The step from window to window must not be longer than they are. */
    public WindowLengths step(String setting, Duration step, Duration size) {
        if (problems.isEmpty() && step.compareTo(size) > 0) {
            problems.add(Problem.error("operators.window-step").in(setting));
        }
        return this;
    }

    /** Windows that grow by a step have to come to their size. */
    public WindowLengths dividing(String setting, Duration step, Duration size) {
        if (problems.isEmpty() && size.toMillis() % step.toMillis() != 0) {
            problems.add(Problem.error("operators.window-not-multiple").in(setting));
        }
        return this;
    }

    /** Windows start an offset after multiples of a period, which is longer. */
    public WindowLengths offset(Duration offset, Duration period) {
        if (problems.isEmpty() && (offset.isNegative() || offset.compareTo(period) >= 0)) {
            problems.add(Problem.error("operators.window-offset").in("offset"));
        }
        return this;
    }

    public List<Problem> problems() {
        return problems;
    }
}
