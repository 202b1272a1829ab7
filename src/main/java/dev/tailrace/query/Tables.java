package dev.tailrace.query;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What FROM can name: tables and views, and the queries of WITH over them. Each is drawn when it is first named, once,
 * so that two readers of it make a fork.
 */
final class Tables {
    private final @Nullable Tables outer;
    private final Map<String, Supplier<Relation>> makers = new LinkedHashMap<>();
    private final Map<String, TableDeclaration> declarations = new LinkedHashMap<>();
    private final Map<String, Relation> drawn = new LinkedHashMap<>();

    /** @param outer is looked into for names that are not here, or null */
    Tables(@Nullable Tables outer) {
        this.outer = outer;
    }

    void add(String name, Supplier<Relation> maker) {
        makers.put(name, maker);
        drawn.remove(name);
    }

    /** A declared table, which can be looked up as well. */
    void declare(TableDeclaration declaration) {
        declarations.put(declaration.name(), declaration);
    }

    /** The declaration of a table, or null if the name is that of a view, a query or an input, or of nothing. */
    @Nullable
    TableDeclaration declaration(String name) {
        TableDeclaration known = declarations.get(name);
        return known != null || outer == null || makers.containsKey(name) ? known : outer.declaration(name);
    }

    /** The table of that name, drawn if it was not, or null if there is none. */
    @Nullable
    Relation find(String name) {
        Relation known = drawn.get(name);
        if (known != null) {
            return known;
        }
        Supplier<Relation> maker = makers.get(name);
        if (maker == null) {
            return outer == null ? null : outer.find(name);
        }
        Relation made = maker.get();
        drawn.put(name, made);
        return made;
    }

    /** Names of this level that nobody has used. */
    Set<String> unused() {
        Set<String> unused = new LinkedHashSet<>(makers.keySet());
        unused.removeAll(drawn.keySet());
        return unused;
    }

    Collection<String> names() {
        Set<String> names = new LinkedHashSet<>(makers.keySet());
        if (outer != null) {
            names.addAll(outer.names());
        }
        return names;
    }
}
