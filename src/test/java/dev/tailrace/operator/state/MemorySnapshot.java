package dev.tailrace.operator.state;

import dev.tailrace.data.Batch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of one node in memory: written once, then read as often as wanted. Keeps the batches it is given, so they
 * must be as immutable as any batch. Not safe on several threads at once.
 */
public final class MemorySnapshot {
    private final Map<String, Stored> tables = new LinkedHashMap<>();

    private record Stored(StateTable table, List<Batch> batches) {}

    /** To fill it; throws {@link IllegalStateException} where a table is begun twice or a batch has another schema. */
    public StateWriter writer() {
        return this::write;
    }

    /** To read it. */
    public StateReader reader() {
        return this::read;
    }

    private StateWriter.Rows write(StateTable table) {
        Stored stored = new Stored(table, new ArrayList<>());
        if (tables.put(table.name(), stored) != null) {
            throw new IllegalStateException("state table " + table.name() + " is written twice");
        }
        return batch -> {
            if (!batch.schema().equals(table.schema())) {
                throw new IllegalStateException(
                        "state table " + table.name() + " takes " + table.schema() + ", not " + batch.schema());
            }
            batch.retain();
            stored.batches().add(batch);
        };
    }

    /** The tables in the order of their writing. */
    public Collection<StateTable> tables() {
        return tables.values().stream().map(Stored::table).toList();
    }

    /** All rows of all tables. */
    public long rows() {
        return tables.values().stream()
                .flatMap(stored -> stored.batches().stream())
                .mapToLong(Batch::rows)
                .sum();
    }

    private Iterable<Batch> read(StateTable table) {
        Stored stored = tables.get(table.name());
        if (stored == null) {
            return List.of();
        }
        if (!stored.table().schema().equals(table.schema())) {
            throw new IllegalStateException("state table " + table.name() + " was stored as "
                    + stored.table().schema() + ", not " + table.schema());
        }
        return List.copyOf(stored.batches());
    }
}
