package dev.tailrace.operator.state;

import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A named table of an operator's state: what the designer shows, a checkpoint stores, and a changed drawing is judged
 * by.
 *
 * @param keys columns of the key, empty unless {@link Distribution#KEYED}
 * @param values the other columns
 */
public record StateTable(String name, Distribution distribution, Schema keys, Schema values) {
    /** Keyed state is divided into this many groups by the hash of the key; a group is never split. */
    public static final int KEY_GROUPS = 1024;

    /** How rows are given out when a node is restored at another parallelism. */
    public enum Distribution {
        /** To the instance that owns the row's key group. */
        KEYED,
        /** Dealt out. */
        SPLIT,
        /** All rows of all instances to every instance. */
        UNION,
        /** The rows of one instance, which are the same everywhere, to every instance. */
        BROADCAST
    }

    /** A table by key; without key columns there is one key, and one instance that has all of it. */
    public static StateTable byKey(String name, Schema keys, Schema values) {
        return new StateTable(name, keys.size() == 0 ? Distribution.SPLIT : Distribution.KEYED, keys, values);
    }

    /** Key columns, then value columns. */
    public Schema schema() {
        List<Field> all = new ArrayList<>(keys.fields());
        all.addAll(values.fields());
        return new Schema(all);
    }
}
