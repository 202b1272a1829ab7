package dev.tailrace.operator.function;

import dev.tailrace.data.Problem;
import dev.tailrace.sdk.ProcessFunction;
import dev.tailrace.sdk.RowFunction;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An object of a class of a jar; the jar stays open until it is closed. */
final class LoadedFunction implements AutoCloseable {
    private final UserClassLoader loader;
    private final Object function;

    private LoadedFunction(UserClassLoader loader, Object function) {
        this.loader = loader;
        this.function = function;
    }

    /** Why a function could not be loaded. */
    static final class Unloadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unloadable(Problem problem, @Nullable Throwable cause) {
            super(problem.code(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static LoadedFunction load(Path jar, String className) throws Unloadable {
        if (!Files.isRegularFile(jar)) {
            throw new Unloadable(Problem.error("operators.java-function.no-jar", jar.toString()), null);
        }
        UserClassLoader loader;
        try {
            loader = new UserClassLoader(jar.toUri().toURL());
        } catch (IOException unreadable) {
            throw new Unloadable(Problem.error("operators.java-function.no-jar", jar.toString()), unreadable);
        }
        try {
            Object function = loader.loadClass(className).getConstructor().newInstance();
            if (function instanceof RowFunction || function instanceof ProcessFunction) {
                return new LoadedFunction(loader, function);
            }
            throw new Unloadable(Problem.error("operators.java-function.no-function", className), null);
        } catch (ClassNotFoundException absent) {
            throw closing(loader, "operators.java-function.no-class", absent, className, jar.toString());
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException unusable) {
            throw closing(loader, "operators.java-function.no-constructor", unusable, className);
        } catch (InvocationTargetException | LinkageError failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw closing(loader, "operators.java-function.not-made", cause, className, UserFailures.words(cause));
        }
    }

    private static Unloadable closing(UserClassLoader loader, String code, Throwable cause, Object... arguments) {
        try {
            loader.close();
        } catch (IOException ignored) {
            cause.addSuppressed(ignored);
        }
        return new Unloadable(Problem.error(code, arguments), cause);
    }

    Object function() {
        return function;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
