package dev.tailrace.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ordered, uniquely named columns of a stream. Immutable; equal by its fields. */
public final class Schema {
    public static final Schema EMPTY = new Schema(List.of());

    private final List<Field> fields;
    private final Map<String, Integer> indexByName;

    /** @throws IllegalArgumentException if two fields have the same name */
    public Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        this.indexByName = new HashMap<>();
        for (int i = 0; i < this.fields.size(); i++) {
            if (indexByName.put(this.fields.get(i).name(), i) != null) {
                throw new IllegalArgumentException(
                        "two columns named " + this.fields.get(i).name());
            }
        }
    }

    public static Schema of(Field... fields) {
        return new Schema(Arrays.asList(fields));
    }

    public List<Field> fields() {
        return fields;
    }

    public int size() {
        return fields.size();
    }

    public Field field(int index) {
        return fields.get(index);
    }

    public @Nullable Field field(String name) {
        Integer index = indexByName.get(name);
        return index == null ? null : fields.get(index);
    }

    /** The position of the column, or -1. */
    public int indexOf(String name) {
        return indexByName.getOrDefault(name, -1);
    }

    public boolean contains(String name) {
        return indexByName.containsKey(name);
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** A name that no column has: the wanted one, or that with a number from 2 on behind it. */
    public String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; contains(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** This schema with one more column at its end. */
    public Schema plus(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new Schema(more);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schema that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
