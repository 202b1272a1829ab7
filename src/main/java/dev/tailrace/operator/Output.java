package dev.tailrace.operator;

import dev.tailrace.data.Problem;
import java.util.List;
import java.util.Map;

/**
 * What a node gives: the streams of its output ports, or problems.
 *
 * @param ports by output port name; a port is missing where its type cannot be told because of an error
 * @param problems with {@link Problem#place()} set to a setting or port; the node is filled in by the check
 */
public record Output(Map<String, StreamType> ports, List<Problem> problems) {
    public Output {
        ports = Map.copyOf(ports);
        problems = List.copyOf(problems);
    }

    public static Output of(String port, StreamType stream) {
        return new Output(Map.of(port, stream), List.of());
    }

    public static Output none() {
        return new Output(Map.of(), List.of());
    }

    public static Output failed(List<Problem> problems) {
        return new Output(Map.of(), problems);
    }

    public static Output failed(Problem... problems) {
        return new Output(Map.of(), List.of(problems));
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
