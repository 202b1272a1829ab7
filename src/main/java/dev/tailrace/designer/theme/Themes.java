package dev.tailrace.designer.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.pen.LoadedFaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/**
 * Dresses scenes: AtlantaFX's Primer is the base theme of the whole toolkit, our tokens and controls lie over it scene by
 * scene. Popups take the style sheets of the scene they belong to. Used on the JavaFX thread.
 */
public final class Themes {
    /**
     * What controls look like in both modes. The canvas brings its sheet itself, so that it can be drawn without a window;
     * it stands here too, since what a control brings gives way to whatever a scene's sheets say of buttons and labels.
     */
    private static final List<String> CONTROLS = List.of(sheet("theme/shared"), sheet("canvas/canvas"));

    private final ObjectProperty<Mode> mode;
    private final List<String> fontSheets = new ArrayList<>();
    private final List<Scene> scenes = new ArrayList<>();

    public Themes(Mode first) {
        mode = new SimpleObjectProperty<>(first);
        mode.addListener((property, before, after) -> dressAll());
        LoadedFaces.load();
    }

    /** Sees to it that the words of this language can be read. */
    public void speak(Locale locale) {
        fontSheets.clear();
        if (Texts.readsChinese(locale)) {
            fontSheets.add(HanSheet.ofChinese());
        } else {
            HanSheet.ofOthers().ifPresent(fontSheets::add);
        }
        dressAll();
    }

    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /** Dresses a scene, now and whenever the mode changes. */
    public void dress(Scene scene) {
        scenes.add(scene);
        dressAll();
    }

    /** Forgets a scene whose window has closed. */
    public void leave(Scene scene) {
        scenes.remove(scene);
    }

    private void dressAll() {
        Mode now = mode.get();
        Application.setUserAgentStylesheet(
                now == Mode.LIGHT
                        ? new PrimerLight().getUserAgentStylesheet()
                        : new PrimerDark().getUserAgentStylesheet());
        for (Scene scene : scenes) {
            scene.getStylesheets().setAll(sheet("theme/" + now.id()));
            scene.getStylesheets().addAll(CONTROLS);
            scene.getStylesheets().addAll(fontSheets);
        }
    }

    private static String sheet(String name) {
        return StyleSheet.beside(Themes.class, "/dev/tailrace/designer/" + name + ".css");
    }
}
