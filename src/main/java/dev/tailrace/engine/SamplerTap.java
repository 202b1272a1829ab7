package dev.tailrace.engine;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.runtime.Tap;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One look at a wire; several looks at one wire share its sampler. */
final class SamplerTap implements Tap {
    private final Schema schema;
    private final WireSampler sampler;
    private final AtomicBoolean open = new AtomicBoolean(true);

    SamplerTap(Schema schema, WireSampler sampler) {
        this.schema = schema;
        this.sampler = sampler;
        sampler.watch();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Row> latest() {
        return sampler.latest();
    }

    @Override
    public BitSet unread() {
        return sampler.unread();
    }

    @Override
    public long version() {
        return sampler.version();
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            sampler.unwatch();
        }
    }
}
