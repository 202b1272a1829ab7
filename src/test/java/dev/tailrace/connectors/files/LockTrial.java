package dev.tailrace.connectors.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another program that would like to write a file. */
final class LockTrial {
    private static final int TAKEN = 3;

    private LockTrial() {}

    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.exit(channel.tryLock() == null ? TAKEN : 0);
        }
    }

    /** Whether another program would be kept away from a file now. */
    static boolean isTaken(Path file) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockTrial.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        int exit = other.waitFor();
        if (exit != 0 && exit != TAKEN) {
            throw new IOException("the other program ended with " + exit);
        }
        return exit == TAKEN;
    }
}
