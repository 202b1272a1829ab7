package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Action;
import dev.tailrace.designer.actions.Actions;
import dev.tailrace.designer.files.WindowLanguage;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Which language the window speaks. Another one is heard at once, in views built anew; not while a pipeline runs, whose
 * run belongs to its view. Used on the JavaFX thread.
 */
final class LanguageChoice {
    private final Texts texts;
    private final Locale ofMachine;
    private final Runnable buildAnew;
    private final ObjectProperty<WindowLanguage> chosen;
    private final BooleanProperty running = new SimpleBooleanProperty();

    /**
     * @param texts in the machine's language; they speak the chosen one from now on
     * @param buildAnew shows what is seen in the language of now
     */
    LanguageChoice(Texts texts, WindowLanguage remembered, Runnable buildAnew) {
        this.texts = texts;
        this.ofMachine = texts.locale();
        this.buildAnew = buildAnew;
        this.chosen = new SimpleObjectProperty<>(remembered);
        texts.speak(remembered.locale(ofMachine));
    }

    WindowLanguage language() {
        return chosen.get();
    }

    /** Keeps the language as it is while this holds. */
    void heldBy(ObservableBooleanValue run) {
        running.unbind();
        running.bind(run);
    }

    void declare(Actions actions) {
        for (WindowLanguage language : WindowLanguage.values()) {
            String id = "language-" + language.id();
            actions.add(new Action(
                    id,
                    () -> texts.get("designer.action." + id),
                    List.of(),
                    true,
                    null,
                    running.not(),
                    Bindings.equal(chosen, language),
                    () -> choose(language)));
        }
        actions.add(Action.of("language-other", texts, this::chooseOther)
                .withIcon("mdi2t-translate")
                .when(running.not()));
    }

    /** The other of the two languages, in whose own words the action stands: one who cannot read the rest finds it. */
    private void chooseOther() {
        choose(Texts.readsChinese(texts.locale()) ? WindowLanguage.ENGLISH : WindowLanguage.CHINESE);
    }

    private void choose(WindowLanguage language) {
        if (language == chosen.get()) {
            return;
        }
        chosen.set(language);
        texts.speak(language.locale(ofMachine));
        buildAnew.run();
    }
}
