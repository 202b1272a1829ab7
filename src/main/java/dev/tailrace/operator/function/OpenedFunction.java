package dev.tailrace.operator.function;

import dev.tailrace.sdk.ListState;
import dev.tailrace.sdk.MapState;
import dev.tailrace.sdk.StateContext;
import dev.tailrace.sdk.ValueState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a function sees and says while it is opened. */
final class OpenedFunction implements StateContext {
    private final FunctionPlan plan;
    private final Map<String, KeptState<?>> states = new LinkedHashMap<>();

    OpenedFunction(FunctionPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, String> parameters() {
        return plan.parameters();
    }

    @Override
    public List<String> inputColumns() {
        return plan.input().names();
    }

    @Override
    public List<String> outputColumns() {
        return plan.output().names();
    }

    @Override
    public <T> ValueState<T> valueState(String name, Class<T> type) {
        return add(new KeptState.OfValue<>(name, StateValue.of(type)));
    }

    @Override
    public <T> ListState<T> listState(String name, Class<T> type) {
        return add(new KeptState.OfList<>(name, StateValue.of(type)));
    }

    @Override
    public <K, V> MapState<K, V> mapState(String name, Class<K> keyType, Class<V> valueType) {
        return add(new KeptState.OfMap<>(name, StateValue.of(keyType), StateValue.of(valueType)));
    }

    private <S extends KeptState<?>> S add(S state) {
        if (state.name().isBlank() || states.putIfAbsent(state.name(), state) != null) {
            throw new IllegalArgumentException("there is a state named " + state.name() + " already");
        }
        return state;
    }

    List<KeptState<?>> states() {
        return List.copyOf(states.values());
    }
}
