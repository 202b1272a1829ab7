package dev.tailrace.designer.start;

import dev.tailrace.model.Pipeline;
import java.nio.file.Path;

/**
 * A pipeline that comes with the program.
 *
 * @param name what its card calls it
 * @param domain where it is at home, such as {@code shop}
 * @param line what it does, in one sentence
 * @param events how many rows its data has; 0 if that is not said
 */
public record Sample(Path path, Pipeline pipeline, String name, String domain, String line, long events) {}
