package dev.tailrace.operator;

import java.util.List;
import java.util.Optional;

/**
 * What an operator says of itself. Its name, its one line for the palette and the words of its settings come from the
 * bundle of its package by its id: {@code <package>.<id>.name}, {@code .line}, {@code .<setting>.label},
 * {@code .<setting>.hint}.
 *
 * @param id kebab-case; never changes, files hold it
 * @param bundle the package whose {@code texts} bundle has its words, such as {@code operators} or {@code connectors}
 * @param icon an Ikonli literal of the Material Design pack
 * @param ports inputs first; the position of an input among the inputs, and of an output among the outputs, is its
 *     index at run time
 * @param keywords further words that find it
 * @param elsewhere names of the same thing in other systems, such as "HOP (Flink)"
 */
public record OperatorSpec(
        String id,
        String bundle,
        Family family,
        String icon,
        List<Port> ports,
        List<String> keywords,
        List<String> elsewhere) {
    public OperatorSpec {
        ports = List.copyOf(ports);
        keywords = List.copyOf(keywords);
        elsewhere = List.copyOf(elsewhere);
    }

    public List<Port> inputs() {
        return ports.stream().filter(Port::isInput).toList();
    }

    public List<Port> outputs() {
        return ports.stream().filter(port -> !port.isInput()).toList();
    }

    public Optional<Port> port(String name) {
        return ports.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** Key of a text of this operator, such as {@code key("name")}. */
    public String key(String rest) {
        return bundle + "." + id + "." + rest;
    }
}
