package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.ProcessorContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks a table for keys, some at once and some requests at a time, and again where that fails or takes too long. Answers
 * of earlier attempts count if they come first. On the thread of the operator; answers come back to it.
 */
final class Requests {
    private final RequestedTable table;
    private final RequestPolicy policy;
    private final KnownKeys known;
    private final Consumer<Outlet> answered;
    private final List<Request> underWay = new ArrayList<>();
    /** Keys that are to be asked for once there may be one more request. */
    private final Deque<Integer> unasked = new ArrayDeque<>();

    private ProcessorContext context;

    /** Keys that were asked for together. */
    private static final class Request {
        private final int[] keys;
        private int attempt;
        /** By the clock: when it is given up, or tried again if it has failed. */
        private long dueMillis;

        private boolean isResting;
        private boolean isDone;

        Request(int[] keys) {
            this.keys = keys;
        }
    }

    /**
     * @param known is told what was found, and for which keys there is no answer
     * @param answered goes on with what is known now, and asks for more, see {@link #askOn}
     */
    @SuppressWarnings("NullAway.Init")
    Requests(RequestedTable table, RequestPolicy policy, KnownKeys known, Consumer<Outlet> answered) {
        this.table = table;
        this.policy = policy;
        this.known = known;
        this.answered = answered;
    }

    void open(ProcessorContext newContext) {
        context = newContext;
    }

    /** Has a key asked for, by {@link #askOn} as soon as there may be one more request. */
    void want(int key) {
        unasked.add(key);
    }

    /** Whether keys wait for other requests to end. */
    boolean areHeldUp() {
        return !unasked.isEmpty();
    }

    /** Makes as many requests as may be on their way. */
    void askOn() {
        while (!unasked.isEmpty() && underWay.size() < policy.maxRequests()) {
            int[] asked = new int[Math.min(unasked.size(), policy.maxKeys())];
            for (int i = 0; i < asked.length; i++) {
                asked[i] = unasked.remove();
            }
            Request request = new Request(asked);
            underWay.add(request);
            ask(request);
        }
    }

    private void ask(Request request) {
        request.attempt++;
        request.isResting = false;
        int attempt = request.attempt;
        wake(request, policy.timeout().toMillis());
        table.request(known.keys(request.keys), new RequestedTable.Answer() {
            @Override
            public void found(Batch rows) {
                context.onThisThread(out -> {
                    if (!request.isDone) {
                        end(request);
                        known.answer(request.keys, rows, context.now());
                        answered.accept(out);
                    }
                });
            }

            @Override
            public void failed(Problem problem) {
                context.onThisThread(out -> {
                    if (!request.isDone && !request.isResting && request.attempt == attempt) {
                        tryAgain(request, problem);
                        answered.accept(out);
                    }
                });
            }

            @Override
            public void rejected(Problem problem) {
                context.onThisThread(out -> {
                    if (!request.isDone) {
                        giveUp(request, problem);
                        answered.accept(out);
                    }
                });
            }
        });
    }

    private void wake(Request request, long inMillis) {
        request.dueMillis = context.now() + inMillis;
        context.atProcessingTime(request.dueMillis);
    }

    private void end(Request request) {
        request.isDone = true;
        underWay.remove(request);
    }

    private void tryAgain(Request request, Problem problem) {
        if (request.attempt >= policy.attempts()) {
            giveUp(request, problem);
        } else if (policy.retryDelay().isZero()) {
            ask(request);
        } else {
            request.isResting = true;
            wake(request, policy.delayMillis(request.attempt));
        }
    }

    private void giveUp(Request request, Problem problem) {
        end(request);
        known.fail(request.keys, problem);
    }

    /** Repeats, or gives up, what has no answer in time. */
    void lookAtTimes(long nowMillis) {
        for (Request request : List.copyOf(underWay)) {
            if (request.dueMillis > nowMillis) {
                continue;
            }
            if (request.isResting) {
                ask(request);
            } else {
                tryAgain(
                        request,
                        Problem.error(
                                "operators.lookup.timeout", policy.timeout().toMillis(), policy.attempts()));
            }
        }
    }
}
