package dev.tailrace.launcher;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks whether a window can be opened, before the toolkit fails at it with a stack trace. */
final class Display {
    private static final Pattern X11 = Pattern.compile("(?:unix|localhost|([^:/]*)):(\\d+)(?:\\.\\d+)?");
    private static final int X11_BASE_PORT = 6000;
    private static final int CONNECT_MILLIS = 2000;

    private Display() {}

    /**
     * Why no window can be opened.
     *
     * @param key in the launcher's bundle
     */
    record Obstacle(String key, String display) {}

    /** What stands in the way of a window; empty if nothing does. */
    static Optional<Obstacle> obstacle() {
        boolean linux =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        boolean headlessToolkit = "Monocle".equals(System.getProperty("glass.platform"));
        if (!linux || headlessToolkit) {
            return Optional.empty();
        }
        String display = System.getenv("DISPLAY");
        if (display == null || display.isBlank()) {
            return Optional.of(new Obstacle("no-display.unset", ""));
        }
        if (!answers(display)) {
            return Optional.of(new Obstacle("no-display.dead", display));
        }
        return hasGtk() ? Optional.empty() : Optional.of(new Obstacle("no-display.gtk", ""));
    }

    private static boolean answers(String display) {
        Matcher parts = X11.matcher(display);
        if (!parts.matches()) {
            return true; // a form not known here: let the toolkit try
        }
        int number = Integer.parseInt(parts.group(2));
        String host = parts.group(1) == null ? "" : parts.group(1);
        if (host.isEmpty()) {
            Path socket = Path.of("/tmp/.X11-unix/X" + number);
            if (Files.exists(socket)) {
                try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                    return channel.connect(UnixDomainSocketAddress.of(socket));
                } catch (IOException dead) {
                    return false;
                }
            }
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host.isEmpty() ? "localhost" : host, X11_BASE_PORT + number), CONNECT_MILLIS);
            return true;
        } catch (IOException dead) {
            return false;
        }
    }

    private static boolean hasGtk() {
        String arch = System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x86_64";
        List<String> folders = List.of(
                "/usr/lib/" + arch + "-linux-gnu",
                "/lib/" + arch + "-linux-gnu",
                "/usr/lib64",
                "/lib64",
                "/usr/lib",
                "/lib",
                "/usr/local/lib");
        String more = Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")).orElse("");
        return Stream.concat(folders.stream(), Arrays.stream(more.split(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.exists(Path.of(folder, "libgtk-3.so.0")));
    }
}
