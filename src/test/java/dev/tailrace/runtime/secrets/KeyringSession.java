package dev.tailrace.runtime.secrets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A desktop session of its own with GNOME's keyring: a message bus that starts nothing by itself, and the daemon with a
 * keyring that is unlocked. Nobody is there to type a password, so that a locked keyring stays locked.
 */
final class KeyringSession implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("dbus-daemon", "dbus-send", "gnome-keyring-daemon", "secret-tool");
    private static final String PASSWORD = "of the login keyring";
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final String address;
    private final Path programs;

    /** What of the programs that a session needs is not on this machine. */
    static List<String> missing() {
        return PROGRAMS.stream().filter(name -> on(name) == null).toList();
    }

    private static @Nullable Path on(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** @param withKeyring whether the daemon runs; without it nobody answers on the bus */
    KeyringSession(Path folder, boolean withKeyring) throws IOException, InterruptedException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("runtime"));
        Files.setPosixFilePermissions(folder.resolve("runtime"), PosixFilePermissions.fromString("rwx------"));
        address = bus();
        programs = tool();
        if (withKeyring) {
            try {
                keyring();
            } catch (IOException failed) {
                close();
                throw failed;
            }
        }
    }

    /** The folder with a {@code secret-tool} that speaks to this session. */
    Path programs() {
        return programs;
    }

    private String bus() throws IOException {
        Path config = Files.writeString(
                folder.resolve("bus.conf"),
                """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>unix:path=%s</listen>
                  <auth>EXTERNAL</auth>
                  <policy context="default">
                    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
                  </policy>
                </busconfig>
                """
                        .formatted(folder.resolve("runtime/bus")));
        Process daemon =
                started("dbus-daemon", "--nofork", "--nosyslog", "--print-address=1", "--config-file=" + config);
        BufferedReader said =
                new BufferedReader(new InputStreamReader(daemon.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the message bus did not start");
        }
        return line;
    }

    private Path tool() throws IOException {
        Path made = Files.createDirectories(folder.resolve("programs"));
        Path script = Files.writeString(
                made.resolve("secret-tool"),
                """
                #!/bin/sh
                export DBUS_SESSION_BUS_ADDRESS='%s'
                exec '%s' "$@"
                """
                        .formatted(address, on("secret-tool")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return made;
    }

    private void keyring() throws IOException, InterruptedException {
        Process daemon = started("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets");
        try (OutputStream password = daemon.getOutputStream()) {
            password.write(PASSWORD.getBytes(StandardCharsets.UTF_8));
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        // Each question takes the bus some milliseconds, which is all the waiting between them.
        while (ask("org.freedesktop.DBus", "/", "org.freedesktop.DBus.GetNameOwner", "string:org.freedesktop.secrets")
                != 0) {
            if (System.nanoTime() > end) {
                throw new IOException("the keyring did not come to the bus");
            }
        }
    }

    /** As if the person had locked the keyring, or never opened it. */
    void lock() throws IOException, InterruptedException {
        int exit = ask(
                "org.freedesktop.secrets",
                "/org/freedesktop/secrets",
                "org.freedesktop.Secret.Service.Lock",
                "array:objpath:/org/freedesktop/secrets/collection/login");
        if (exit != 0) {
            throw new IOException("the keyring cannot be locked");
        }
    }

    private int ask(String whom, String path, String method, String argument) throws IOException, InterruptedException {
        Process asking =
                started("dbus-send", "--bus=" + address, "--print-reply", "--dest=" + whom, path, method, argument);
        asking.getInputStream().readAllBytes();
        return asking.waitFor();
    }

    private Process started(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        builder.environment().put("XDG_RUNTIME_DIR", folder.resolve("runtime").toString());
        builder.environment().remove("DISPLAY");
        if (!processes.isEmpty()) {
            builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
        }
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroy();
            processes.get(i).waitFor();
        }
    }
}
