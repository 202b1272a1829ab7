package dev.tailrace.designer.start;

import dev.tailrace.model.Pipeline;
import java.nio.file.Path;

/**
 * A pipeline that comes with the program.
 *
 * @param domain where it is at home, such as "Shop"
 * @param line what it does, in one sentence
 * @param events how many rows its data has, in words; may be empty
 */
public record Sample(Path path, Pipeline pipeline, String domain, String line, String events) {}
