package dev.tailrace.sdk;

import java.util.List;
import java.util.Map;

/** What a function may ask while it is opened. */
public interface FunctionContext {
    /** The parameters of the node's settings, by name. */
    Map<String, String> parameters();

    /** A parameter, or another text where the settings lack it. */
    default String parameter(String name, String otherwise) {
        return parameters().getOrDefault(name, otherwise);
    }

    /** Names of the columns of the rows that come. */
    List<String> inputColumns();

    /** Names of the columns of the rows that go, in the order of {@link RowOutput#emit(Object...)}. */
    List<String> outputColumns();
}
