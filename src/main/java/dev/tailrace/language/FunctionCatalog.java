package dev.tailrace.language;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions that expressions may call, of all families. Loads neither parser nor validator. Safe on any thread. */
public final class FunctionCatalog {
    private static final List<Builtin> BUILTINS = Stream.of(
                    ArrayFunctions.ALL,
                    ConditionalFunctions.ALL,
                    ConversionFunctions.ALL,
                    EncodingFunctions.ALL,
                    JsonFunctions.ALL,
                    LetterFunctions.ALL,
                    MapFunctions.ALL,
                    MathFunctions.ALL,
                    NumberFunctions.ALL,
                    SearchFunctions.ALL,
                    TextFunctions.ALL,
                    TimeFunctions.ALL)
            .flatMap(List::stream)
            .toList();

    private static final Map<String, Function> FUNCTIONS = byName();

    /**
     * @param name in upper case
     * @param signatures how it is called, in the order to show
     */
    public record Function(String name, List<String> signatures) {
        public Function {
            signatures = List.copyOf(signatures);
        }

        /** Key of the one line that says what it gives. */
        public String docKey() {
            return "language.function." + name;
        }

        public String signature() {
            return signatures.get(0);
        }
    }

    private FunctionCatalog() {}

    private static Map<String, Function> byName() {
        Map<String, Function> functions = new TreeMap<>();
        for (Builtin builtin : BUILTINS) {
            if (builtin.isFunction()
                    && functions.put(builtin.name(), new Function(builtin.name(), builtin.signatures())) != null) {
                throw new IllegalStateException(builtin.name() + " is declared twice");
            }
        }
        return functions;
    }

    static List<Builtin> builtins() {
        return BUILTINS;
    }

    /** @param name of a function, in any case */
    static Builtin builtin(String name) {
        return BUILTINS.stream()
                .filter(builtin -> builtin.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    /** All functions by name. */
    public static List<Function> functions() {
        return List.copyOf(FUNCTIONS.values());
    }

    /** @param name in any case */
    public static @Nullable Function find(String name) {
        return FUNCTIONS.get(name.toUpperCase(Locale.ROOT));
    }
}
