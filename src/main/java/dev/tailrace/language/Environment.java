package dev.tailrace.language;

import dev.tailrace.data.DataType;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What expressions of one pipeline share.
 *
 * @param zone in which TIMESTAMP_LTZ values have their wall clock
 * @param parameters values of {@code :name} by name
 */
public record Environment(ZoneId zone, Map<String, ParameterValue> parameters) {
    public static final Environment UTC = new Environment(ZoneId.of("UTC"), Map.of());

    public Environment {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @param type as declared
     * @param value an object of the type as in {@link dev.tailrace.data.Row}, or null
     */
    public record ParameterValue(DataType type, @Nullable Object value) {}
}
