package example;

import dev.tailrace.sdk.InputRow;
import dev.tailrace.sdk.KeyContext;
import dev.tailrace.sdk.ListState;
import dev.tailrace.sdk.MapState;
import dev.tailrace.sdk.ProcessFunction;
import dev.tailrace.sdk.RowOutput;
import dev.tailrace.sdk.StateContext;
import dev.tailrace.sdk.Timer;
import dev.tailrace.sdk.ValueState;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Tells when a sensor has said nothing for some time, and what it has said since it began to speak. Columns that come: a
 * key {@code sensor}, {@code t TIMESTAMP}, {@code state STRING}, {@code value DOUBLE}. Columns that leave: sensor STRING,
 * since TIMESTAMP, rows BIGINT, most STRING, mean DOUBLE.
 */
public final class Silence implements ProcessFunction {
    private long silenceMillis;
    private ValueState<Long> lastMillis;
    private ListState<Double> values;
    private MapState<String, Long> counts;

    @Override
    public void open(StateContext context) {
        silenceMillis = Long.parseLong(context.parameter("seconds", "60")) * 1000;
        lastMillis = context.valueState("last", Long.class);
        values = context.listState("values", Double.class);
        counts = context.mapState("counts", String.class, Long.class);
    }

    @Override
    public void process(InputRow row, KeyContext context, RowOutput out) {
        LocalDateTime time = (LocalDateTime) row.get("t");
        long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
        Long before = lastMillis.get();
        if (before == null || millis > before) {
            if (before != null) {
                context.cancelEventTime(before + silenceMillis);
            }
            context.atEventTime(millis + silenceMillis);
            lastMillis.set(millis);
        }
        String state = row.getString("state");
        Long count = counts.get(state);
        counts.put(state, count == null ? 1 : count + 1);
        if (!row.isNull("value")) {
            values.add(row.getDouble("value"));
        }
    }

    @Override
    public void onTimer(Timer timer, KeyContext context, RowOutput out) {
        LocalDateTime since = LocalDateTime.ofInstant(
                Instant.ofEpochMilli(timer.millis() - silenceMillis), ZoneOffset.UTC);
        long rows = 0;
        String most = null;
        for (Map.Entry<String, Long> entry : counts.get().entrySet()) {
            rows += entry.getValue();
            if (most == null || entry.getValue() > counts.get(most)) {
                most = entry.getKey();
            }
        }
        Double mean = values.get().isEmpty()
                ? null
                : values.get().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        out.emit(context.key("sensor"), since, rows, most, mean);
        lastMillis.set(null);
        values.clear();
        counts.clear();
    }
}
