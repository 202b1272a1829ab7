package dev.tailrace.operator.graph;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** Tells Java Flight Recorder that a drawing was checked; costs nothing while nobody records. */
@Name("dev.tailrace.Check")
@Label("Check of a drawing")
@Category("Tailrace")
final class CheckWork extends Event {
    @Label("Nodes")
    int nodes;

    CheckWork(int nodes) {
        this.nodes = nodes;
    }
}
