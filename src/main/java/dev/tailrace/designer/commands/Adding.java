package dev.tailrace.designer.commands;

import dev.tailrace.model.Node;
import java.util.List;

/** An edit that draws a new node, is called by its name and selects it. */
interface Adding extends Command {
    Node node();

    @Override
    default List<Object> titleArguments() {
        return List.of(node().name());
    }

    @Override
    default List<String> selectAfter() {
        return List.of(node().id());
    }
}
