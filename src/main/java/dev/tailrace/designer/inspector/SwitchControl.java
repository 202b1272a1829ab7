package dev.tailrace.designer.inspector;

import atlantafx.base.controls.ToggleSwitch;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.tailrace.operator.FormField;
import java.util.Objects;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** On or off. The default is taken out of the file again, so that files stay short. */
final class SwitchControl implements SettingControl {
    private final ToggleSwitch toggle = new ToggleSwitch();
    private final boolean byDefault;
    private boolean showing;

    SwitchControl(FormField field, Edit edit) {
        byDefault = Objects.requireNonNullElse(field.defaultValue(), BooleanNode.FALSE)
                .asBoolean();
        toggle.setSelected(byDefault);
        toggle.selectedProperty().addListener((property, before, on) -> {
            if (!showing) {
                edit.to(on == byDefault ? null : BooleanNode.valueOf(on));
            }
        });
    }

    @Override
    public Node view() {
        return toggle;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        showing = true;
        toggle.setSelected(value == null ? byDefault : value.asBoolean(byDefault));
        showing = false;
    }
}
