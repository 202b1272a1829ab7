package dev.tailrace.designer.theme;

import dev.tailrace.data.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;

/** Loads what FXML lays out. On the JavaFX thread. */
public final class Fxml {
    private Fxml() {}

    /**
     * Fills the fields of a controller.
     *
     * @param file by its path from the controller's class
     * @param texts the words of {@code %toolbar.run} and the like
     */
    public static void load(Object controller, String file, Texts texts) {
        FXMLLoader loader = new FXMLLoader(controller.getClass().getResource(file), new TextBundle(texts));
        loader.setController(controller);
        try {
            loader.load();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
