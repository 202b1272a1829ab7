package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.operator.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes down what it is told. */
final class RecordingSink implements Sink {
    private final List<String> events = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();

    /** Everything but rows in order, rows as their numbers: {@code "1"}, {@code "watermark 5"}, {@code "commit 1"}. */
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** The first column of all rows. */
    synchronized List<Long> numbers() {
        return List.copyOf(numbers);
    }

    synchronized int rows() {
        return numbers.size();
    }

    private synchronized void record(String event) {
        events.add(event);
    }

    @Override
    public synchronized void write(Batch batch) {
        for (Row row : batch.toRows()) {
            long number = (Long) Objects.requireNonNull(row.get(0));
            numbers.add(number);
            events.add(String.valueOf(number));
        }
    }

    @Override
    public void watermark(long millis) {
        record("watermark " + (millis == Long.MAX_VALUE ? "last" : millis));
    }

    @Override
    public String prepare(long checkpoint) {
        record("prepare");
        return String.valueOf(checkpoint);
    }

    @Override
    public void commit(String committable) {
        record("commit " + committable);
    }

    @Override
    public void close() {
        record("close");
    }
}
