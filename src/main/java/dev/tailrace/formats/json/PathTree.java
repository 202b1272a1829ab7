package dev.tailrace.formats.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The demanded paths as a tree, so that a record is walked once whatever the number of columns. A node stands for a
 * value; it has the slots that take the value, and children for the values in it.
 */
final class PathTree {
    private static final int[] NONE = {};

    /** Slots that take this value. */
    private int[] slots = NONE;

    /** Slots of this value and of all below: what a repeated key makes void. */
    private int[] slotsBelow = NONE;

    private final List<PathTree> fields = new ArrayList<>();
    private byte[][] names = {};
    private final List<@Nullable PathTree> elements = new ArrayList<>();

    private final ObjectKeys keys = new ObjectKeys(this);

    private PathTree() {}

    /** @param paths one per slot */
    static PathTree of(List<JsonPath> paths) {
        PathTree root = new PathTree();
        for (int slot = 0; slot < paths.size(); slot++) {
            PathTree node = root;
            for (JsonPath.Step step : paths.get(slot).steps()) {
                node.slotsBelow = plus(node.slotsBelow, slot);
                node = node.child(step);
            }
            node.slotsBelow = plus(node.slotsBelow, slot);
            node.slots = plus(node.slots, slot);
        }
        return root;
    }

    private static int[] plus(int[] slots, int slot) {
        int[] more = Arrays.copyOf(slots, slots.length + 1);
        more[slots.length] = slot;
        return more;
    }

    private PathTree child(JsonPath.Step step) {
        if (step instanceof JsonPath.Name name) {
            byte[] bytes = name.name().getBytes(StandardCharsets.UTF_8);
            int index = find(bytes, 0, bytes.length);
            if (index >= 0) {
                return fields.get(index);
            }
            PathTree child = new PathTree();
            fields.add(child);
            names = Arrays.copyOf(names, names.length + 1);
            names[names.length - 1] = bytes;
            return child;
        }
        int index = ((JsonPath.Index) step).index();
        while (elements.size() <= index) {
            elements.add(null);
        }
        PathTree child = elements.get(index);
        if (child == null) {
            child = new PathTree();
            elements.set(index, child);
        }
        return child;
    }

    int[] slots() {
        return slots;
    }

    int[] slotsBelow() {
        return slotsBelow;
    }

    /** The keys that objects here have had. */
    ObjectKeys keys() {
        return keys;
    }

    boolean hasFields() {
        return names.length > 0;
    }

    boolean hasChildren() {
        return hasFields() || hasElements();
    }

    boolean hasElements() {
        return !elements.isEmpty();
    }

    /** The child for a key, or null if nothing in it is demanded. */
    @Nullable
    PathTree field(byte[] bytes, int from, int to) {
        int index = find(bytes, from, to);
        return index < 0 ? null : fields.get(index);
    }

    private int find(byte[] bytes, int from, int to) {
        for (int i = 0; i < names.length; i++) {
            if (Arrays.equals(names[i], 0, names[i].length, bytes, from, to)) {
                return i;
            }
        }
        return -1;
    }

    @Nullable
    PathTree element(int index) {
        return index < elements.size() ? elements.get(index) : null;
    }
}
