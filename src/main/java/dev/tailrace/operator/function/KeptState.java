package dev.tailrace.operator.function;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.sdk.ListState;
import dev.tailrace.sdk.MapState;
import dev.tailrace.sdk.ValueState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One state of a function: an object for each key that has one, under the key's slot. Single-threaded.
 *
 * @param <C> what is kept for a key
 */
abstract sealed class KeptState<C> {
    private final String name;
    private @Nullable Object[] byKey = new Object[0];
    private int key;

    private KeptState(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Columns of the table in which it is saved, behind those of the key. */
    abstract Schema columns();

    /** Takes the key whose state the function sees. */
    void select(int newKey) {
        key = newKey;
        if (key >= byKey.length) {
            byKey = Arrays.copyOf(byKey, Math.max(16, key * 2));
        }
    }

    boolean has(int ofKey) {
        return ofKey < byKey.length && byKey[ofKey] != null;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    C content() {
        return (C) byKey[key];
    }

    void setContent(@Nullable C content) {
        byKey[key] = content;
    }

    /** Tells the rows, behind the columns of the key, that the selected key has in the table. */
    abstract void save(Consumer<List<Object>> rows);

    /** Takes up a row of the selected key. */
    abstract void load(List<@Nullable Object> row);

    /** As {@link ValueState}. */
    static final class OfValue<T> extends KeptState<T> implements ValueState<T> {
        private final StateValue type;

        OfValue(String name, StateValue type) {
            super(name);
            this.type = type;
        }

        @Override
        Schema columns() {
            return Schema.of(Field.required("value", type.column()));
        }

        @Override
        public @Nullable T get() {
            return content();
        }

        @Override
        public void set(@Nullable T value) {
            if (value != null) {
                type.checked(value);
            }
            setContent(value);
        }

        @Override
        void save(Consumer<List<Object>> rows) {
            T value = content();
            if (value != null) {
                rows.accept(List.of(type.toColumn().apply(value)));
            }
        }

        @Override
        @SuppressWarnings("unchecked")
        void load(List<@Nullable Object> row) {
            setContent((T) type.ofColumn().apply(present(row.get(0))));
        }
    }

    /** As {@link ListState}. */
    static final class OfList<T> extends KeptState<List<T>> implements ListState<T> {
        private final StateValue type;

        OfList(String name, StateValue type) {
            super(name);
            this.type = type;
        }

        @Override
        Schema columns() {
            return Schema.of(Field.required("value", type.column()));
        }

        @Override
        public List<T> get() {
            List<T> list = content();
            return list == null ? List.of() : Collections.unmodifiableList(list);
        }

        @Override
        public void add(T value) {
            type.checked(value);
            List<T> list = content();
            if (list == null) {
                list = new ArrayList<>();
                setContent(list);
            }
            list.add(value);
        }

        @Override
        public void set(List<T> values) {
            values.forEach(type::checked);
            setContent(values.isEmpty() ? null : new ArrayList<>(values));
        }

        @Override
        public void clear() {
            setContent(null);
        }

        @Override
        void save(Consumer<List<Object>> rows) {
            get().forEach(value -> rows.accept(List.of(type.toColumn().apply(value))));
        }

        @Override
        @SuppressWarnings("unchecked")
        void load(List<@Nullable Object> row) {
            add((T) type.ofColumn().apply(present(row.get(0))));
        }
    }

    /** As {@link MapState}. */
    static final class OfMap<K, V> extends KeptState<Map<K, V>> implements MapState<K, V> {
        private final StateValue keyType;
        private final StateValue valueType;

        OfMap(String name, StateValue keyType, StateValue valueType) {
            super(name);
            this.keyType = keyType;
            this.valueType = valueType;
        }

        @Override
        Schema columns() {
            return Schema.of(Field.required("entry", keyType.column()), Field.required("value", valueType.column()));
        }

        @Override
        public @Nullable V get(K entry) {
            Map<K, V> map = content();
            return map == null ? null : map.get(entry);
        }

        @Override
        public void put(K entry, V value) {
            keyType.checked(entry);
            valueType.checked(value);
            Map<K, V> map = content();
            if (map == null) {
                map = new LinkedHashMap<>();
                setContent(map);
            }
            map.put(entry, value);
        }

        @Override
        public void remove(K entry) {
            Map<K, V> map = content();
            if (map != null) {
                map.remove(entry);
                setContent(map.isEmpty() ? null : map);
            }
        }

        @Override
        public Map<K, V> get() {
            Map<K, V> map = content();
            return map == null ? Map.of() : Collections.unmodifiableMap(map);
        }

        @Override
        public void clear() {
            setContent(null);
        }

        @Override
        void save(Consumer<List<Object>> rows) {
            get().forEach((entry, value) -> rows.accept(List.of(
                    keyType.toColumn().apply(entry), valueType.toColumn().apply(value))));
        }

        @Override
        @SuppressWarnings("unchecked")
        void load(List<@Nullable Object> row) {
            put((K) keyType.ofColumn().apply(present(row.get(0))), (V)
                    valueType.ofColumn().apply(present(row.get(1))));
        }
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a NULL in the state of a function");
        }
        return value;
    }

    /** A row of the table from the values of its key and one of {@link #save}. */
    static Row row(List<@Nullable Object> ofKey, List<Object> values) {
        List<@Nullable Object> all = new ArrayList<>(ofKey);
        all.addAll(values);
        return Row.of(all.toArray());
    }
}
