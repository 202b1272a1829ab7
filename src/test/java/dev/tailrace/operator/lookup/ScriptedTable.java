package dev.tailrace.operator.lookup;

import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/**
 * A table that answers when it likes: at once, once others have been asked for, or never; in any order; now and then it
 * says that it has failed. It always answers the third time it is asked for a key, unless the key is negative.
 */
final class ScriptedTable implements RequestedTable {
    static final Schema SCHEMA =
            Schema.of(Field.of("k", DataType.BIGINT), Field.of("text", DataType.STRING), Field.of("m", DataType.INT));
    static final Problem REFUSED = Problem.error("operators.row-failed", "refused");

    private final Random random;
    private final Function<Long, List<Row>> rows;
    private final List<Runnable> held = new ArrayList<>();
    private final Map<Long, Integer> timesAsked = new HashMap<>();
    final List<List<Long>> requests = new ArrayList<>();
    boolean isClosed;

    /** @param rows of a key */
    ScriptedTable(long seed, Function<Long, List<Row>> rows) {
        this.random = new Random(seed);
        this.rows = rows;
    }

    @Override
    public void request(Batch keys, Answer answer) {
        List<Long> asked = keys.toRows().stream()
                .map(row -> (Long) Objects.requireNonNull(row.get(0)))
                .toList();
        requests.add(asked);
        boolean refused = asked.stream().anyMatch(key -> key < 0);
        int times = 0;
        for (long key : asked) {
            times = Math.max(times, timesAsked.merge(key, 1, Integer::sum));
        }
        Runnable found = () -> answer.found(answer(asked));
        int mood = random.nextInt(6);
        if (refused || (mood == 0 && times < 3)) {
            answer.failed(REFUSED);
        } else if (times >= 3 || mood == 1) {
            found.run();
        } else if (mood < 5) {
            held.add(found);
        }
        while (held.size() > random.nextInt(5)) {
            held.remove(random.nextInt(held.size())).run();
        }
    }

    private Batch answer(List<Long> asked) {
        List<Row> all = new ArrayList<>();
        // What nobody has asked for is passed over.
        all.add(Row.of(1_000_000L, "unasked", 0));
        all.add(Row.of(null, "without key", 0));
        for (long key : asked) {
            all.addAll(rows.apply(key));
        }
        return BatchBuilder.batchOf(SCHEMA, all);
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
