package dev.tailrace.language;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;
import org.jspecify.annotations.Nullable;

/**
 * Makes classes of expressions. Safe on any thread; classes are cached by their source and hold no data, objects of
 * them are made anew for each caller.
 */
final class Compiler {
    /** Beyond this many byte codes HotSpot leaves a method interpreted. */
    static final int MAX_METHOD_BYTES = 8000;

    /** Expressions in one loop: more are slower, and far slower once the method is too large for the JIT. */
    private static final int MAX_PER_METHOD = 8;

    private static final int MAX_CACHED = 256;

    /** Characters of generated source that stay below the 64 KiB of byte codes a method may have. */
    private static final int MAX_SOURCE = 150_000;

    private static final Map<String, CompiledClass> CACHE = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompiledClass> eldest) {
            return size() > MAX_CACHED;
        }
    };

    /** Where sources are kept while somebody asks for them on the same thread. */
    private static final ThreadLocal<@Nullable List<String>> SOURCES = new ThreadLocal<>();

    /** @param largestMethod byte codes of its largest method */
    record CompiledClass(String source, Class<?> type, int largestMethod) {}

    private Compiler() {}

    /** Makes sure that the expression can be compiled, without compiling it: a {@link Refusal} says why not. */
    static void tryOut(Expression expression) {
        if (expression.passesOn() == null
                && ClassSource.projection(List.of(expression), expression.input(), 1)
                                .length()
                        > MAX_SOURCE) {
            throw new Refusal(null, Problem.error("language.too-long"));
        }
    }

    static RowFilter filter(Expression condition) {
        CompiledClass whole = compile(ClassSource.filter(condition));
        List<Expression> halves = whole.largestMethod > MAX_METHOD_BYTES ? Conjunction.halves(condition) : List.of();
        if (!halves.isEmpty()) {
            RowFilter first = filter(halves.get(0));
            RowFilter second = filter(halves.get(1));
            return (batch, selection) -> {
                int count = first.filter(batch, selection);
                return second.filter(batch.select(Arrays.copyOf(selection, count), count), selection);
            };
        }
        RowFilter compiled = (RowFilter) instance(whole);
        return (batch, selection) -> {
            try {
                return compiled.filter(batch, selection);
            } catch (RuntimeException failure) {
                throw atRow(batch, failure, row -> compiled.filter(row, selection));
            }
        };
    }

    static Projection projection(List<Expression> expressions, Schema input) {
        Projection compiled = (Projection) instance(compileProjection(expressions, input));
        return (batch, room) -> {
            try {
                return compiled.evaluate(batch, room);
            } catch (RuntimeException failure) {
                throw atRow(batch, failure, compiled::evaluate);
            }
        };
    }

    static CompiledClass compileProjection(List<Expression> expressions, Schema input) {
        CompiledClass compiled = compile(ClassSource.projection(expressions, input, MAX_PER_METHOD));
        for (int perMethod = MAX_PER_METHOD / 2;
                compiled.largestMethod > MAX_METHOD_BYTES && perMethod > 0;
                perMethod /= 2) {
            compiled = compile(ClassSource.projection(expressions, input, perMethod));
        }
        return compiled;
    }

    /** The loops do not know their row when they fail, so that they need not keep track: this runs them row by row. */
    private static RuntimeException atRow(
            Batch batch, RuntimeException failure, java.util.function.Consumer<Batch> evaluation) {
        for (int i = 0; i < batch.rows(); i++) {
            try {
                evaluation.accept(batch.slice(i, i + 1));
            } catch (ArithmeticException | IllegalArgumentException | java.time.DateTimeException cause) {
                return new EvaluationException(batch.index(i), sentence(cause), cause);
            }
        }
        return failure;
    }

    private static String sentence(RuntimeException cause) {
        String message = String.valueOf(cause.getMessage());
        return switch (message) {
            case "/ by zero", "Division by zero" -> "Division by zero.";
            default -> Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
        };
    }

    static CompiledClass compile(String source) {
        synchronized (CACHE) {
            CompiledClass known = CACHE.get(source);
            if (known != null) {
                return known;
            }
        }
        CompiledClass compiled = load(source);
        synchronized (CACHE) {
            CACHE.put(source, compiled);
        }
        return compiled;
    }

    private static CompiledClass load(String source) {
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(Compiler.class.getClassLoader());
        try {
            LanguageWork work = LanguageWork.begin("compile");
            compiler.cook(source);
            work.commit();
            int largest = 0;
            for (byte[] bytes : compiler.getBytecodes().values()) {
                largest = Math.max(largest, MethodSizes.largest(bytes));
            }
            return new CompiledClass(source, compiler.getClassLoader().loadClass(ClassSource.CLASS_NAME), largest);
        } catch (CompileException | ClassNotFoundException bug) {
            throw new IllegalStateException("generated code does not compile:\n" + source, bug);
        }
    }

    /** The sources of the classes that objects are made of while the work is done. */
    static List<String> sourcesOf(Runnable work) {
        List<String> sources = new ArrayList<>();
        List<String> outer = SOURCES.get();
        SOURCES.set(sources);
        try {
            work.run();
        } finally {
            SOURCES.set(outer);
        }
        return sources;
    }

    private static Object instance(CompiledClass compiled) {
        List<String> asked = SOURCES.get();
        if (asked != null) {
            asked.add(compiled.source());
        }
        try {
            return compiled.type().getConstructor().newInstance();
        } catch (InvocationTargetException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
