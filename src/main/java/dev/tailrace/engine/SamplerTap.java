package dev.tailrace.engine;

import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.runtime.Tap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One look at a wire; several looks at one wire share its sampler. */
final class SamplerTap implements Tap {
    private final Schema schema;
    private final WireSampler sampler;
    private final List<Watchers> sources;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** @param sources whose rows come to the wire */
    SamplerTap(Schema schema, WireSampler sampler, List<Watchers> sources) {
        this.schema = schema;
        this.sampler = sampler;
        this.sources = sources;
        sources.forEach(Watchers::add);
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
    public long version() {
        return sampler.version();
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            sampler.unwatch();
            sources.forEach(Watchers::remove);
        }
    }
}
