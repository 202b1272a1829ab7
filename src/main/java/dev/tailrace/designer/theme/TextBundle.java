package dev.tailrace.designer.theme;

import dev.tailrace.data.Texts;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The designer's words for FXML, where {@code %toolbar.run} stands for {@code designer.toolbar.run}. */
public final class TextBundle extends ResourceBundle {
    private final Texts texts;

    public TextBundle(Texts texts) {
        this.texts = texts;
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.find("designer." + key);
    }

    @Override
    public boolean containsKey(String key) {
        return handleGetObject(key) != null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.emptyEnumeration();
    }
}
