package dev.tailrace.operator;

import dev.tailrace.operator.format.Format;
import dev.tailrace.operator.nested.SubPipelines;
import dev.tailrace.operator.nested.UsesSubPipelines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** All operators and formats that are on the class path. Immutable; safe on any thread. */
public final class Catalogue {
    private final Map<String, Operator<?>> operators = new LinkedHashMap<>();
    private final Map<String, Format<?>> formats = new LinkedHashMap<>();

    /** @throws IllegalStateException if two operators or formats have the same id */
    public Catalogue(Collection<? extends Operator<?>> operators, Collection<? extends Format<?>> formats) {
        List<Operator<?>> sorted = new ArrayList<>(operators);
        sorted.sort(
                Comparator.comparing((Operator<?> operator) -> operator.spec().family())
                        .thenComparing(operator -> operator.spec().id()));
        for (Operator<?> operator : sorted) {
            if (this.operators.put(operator.spec().id(), operator) != null) {
                throw new IllegalStateException(
                        "two operators " + operator.spec().id());
            }
        }
        formats.stream().sorted(Comparator.comparing(Format::id)).forEach(format -> {
            if (this.formats.put(format.id(), format) != null) {
                throw new IllegalStateException("two formats " + format.id());
            }
        });
    }

    /** The operators and formats declared in {@code META-INF/services}. */
    @SuppressWarnings("rawtypes")
    public static Catalogue load() {
        List<Operator<?>> operators = new ArrayList<>();
        ServiceLoader.load(Operator.class).forEach(operators::add);
        List<Format<?>> formats = new ArrayList<>();
        ServiceLoader.load(Format.class).forEach(formats::add);
        return new Catalogue(operators, formats);
    }

    /** The same operators and formats over these files. */
    public Catalogue using(SubPipelines files) {
        return new Catalogue(
                operators.values().stream()
                        .<Operator<?>>map(
                                operator -> operator instanceof UsesSubPipelines user ? user.using(files) : operator)
                        .toList(),
                formats.values());
    }

    /** The same operators and formats but for one, which is taken in place of that with its id. */
    public Catalogue with(Operator<?> other) {
        Map<String, Operator<?>> changed = new LinkedHashMap<>(operators);
        changed.put(other.spec().id(), other);
        return new Catalogue(changed.values(), formats.values());
    }

    /** By family, then id. */
    public Collection<Operator<?>> operators() {
        return List.copyOf(operators.values());
    }

    public @Nullable Operator<?> operator(String id) {
        return operators.get(id);
    }

    public Collection<Format<?>> formats() {
        return List.copyOf(formats.values());
    }

    public @Nullable Format<?> format(String id) {
        return formats.get(id);
    }
}
