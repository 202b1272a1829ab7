package dev.tailrace.designer.inspector;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyEvent;

/**
 * Chooses from a list by typing how an entry begins, as the lists of a desktop do. Letters that follow within a second go
 * on with the beginning. On the JavaFX thread.
 */
final class TypeAhead {
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private String typed = "";
    private long lastNanos;

    /** @param nanoTime as of {@link System#nanoTime()} */
    TypeAhead(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param words what is seen of an entry */
    static <T> void on(ComboBox<T> combo, Function<T, String> words) {
        TypeAhead ahead = new TypeAhead(System::nanoTime);
        combo.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            boolean isText = !event.getCharacter().isEmpty()
                    && !Character.isISOControl(event.getCharacter().charAt(0))
                    && !event.isShortcutDown()
                    && !event.isAltDown();
            if (isText) {
                int found = ahead.find(
                        event.getCharacter(),
                        combo.getItems().stream().map(words).toList());
                if (found >= 0) {
                    combo.getSelectionModel().select(found);
                    event.consume();
                }
            }
        });
    }

    /**
     * The first entry that begins with all that was typed without a pause, whatever its case, or else with this letter;
     * -1 if there is none. A blank begins nothing: it opens the list.
     */
    int find(String letter, List<String> entries) {
        long now = nanoTime.getAsLong();
        String before = now - lastNanos > PAUSE_NANOS ? "" : typed;
        lastNanos = now;
        typed = before + letter;
        int found = beginning(typed, entries);
        if (found < 0) {
            typed = letter;
            found = beginning(letter, entries);
        }
        return found;
    }

    private static int beginning(String text, List<String> entries) {
        if (text.isBlank()) {
            return -1;
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).toLowerCase(Locale.ROOT).startsWith(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
