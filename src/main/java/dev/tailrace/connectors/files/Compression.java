package dev.tailrace.connectors.files;

import java.nio.file.Path;
import java.util.Locale;

/** How the bytes of a file are packed. */
public enum Compression {
    /** By the name: gzip if it ends in {@code .gz}. */
    AUTO,
    NONE,
    GZIP;

    boolean isGzip(Path file) {
        return this == GZIP
                || this == AUTO && file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }
}
