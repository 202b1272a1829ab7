package dev.tailrace.engine;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Row;
import dev.tailrace.operator.Outlet;
import dev.tailrace.operator.Processor;
import dev.tailrace.operator.ProcessorContext;
import java.util.ArrayList;
import java.util.List;

/** Hands everything on and writes down what it is told. */
class RecordingProcessor implements Processor {
    private final List<String> events = new ArrayList<>();
    private final List<Long> timersAtOpen;

    /** @param timersAtOpen event times to ask for when opened */
    RecordingProcessor(Long... timersAtOpen) {
        this.timersAtOpen = List.of(timersAtOpen);
    }

    synchronized List<String> events() {
        return List.copyOf(events);
    }

    private synchronized void record(String event) {
        events.add(event);
    }

    @Override
    public void open(ProcessorContext context) {
        timersAtOpen.forEach(context::atEventTime);
    }

    @Override
    public void process(int port, Batch batch, Outlet out) {
        for (Row row : batch.toRows()) {
            record("port " + port + " row " + row.get(0));
        }
        out.emit(0, batch);
    }

    @Override
    public void watermark(long millis, Outlet out) {
        record("watermark " + (millis == Long.MAX_VALUE ? "last" : millis));
        out.watermark(millis);
    }

    @Override
    public void eventTimer(long millis, Outlet out) {
        record("timer " + millis);
    }

    @Override
    public void endOfInput(int port, Outlet out) {
        record("end " + port);
        out.emit(0, ScriptedSource.numbers(-1));
    }

    @Override
    public void close() {
        record("close");
    }
}
