package dev.tailrace.operator.function;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads the classes of a jar beside those of the JDK and the interfaces of functions. It sees nothing else of the
 * application, so that a jar may bring any version of any library.
 */
final class UserClassLoader extends URLClassLoader {
    private static final String SDK = "dev.tailrace.sdk.";

    UserClassLoader(URL jar) {
        super("function", new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SDK)) {
            // The same classes as here, even if the jar has copies.
            return Class.forName(name, false, UserClassLoader.class.getClassLoader());
        }
        return super.loadClass(name, resolve);
    }
}
