package dev.tailrace.operator.view;

/**
 * What a sink shows. The object is made once by the sink and read by the window ten times a second, from another
 * thread: its methods are safe on any thread and cheap.
 */
public sealed interface View permits TableView, ChartView {
    /** Rises with every change, so that a reader can tell whether to look again. */
    long version();
}
