package dev.tailrace.designer.files;

import dev.tailrace.data.Texts;
import java.util.Arrays;
import java.util.Locale;

/** The language of the window: that of the machine, or the one a person chose instead. */
public enum WindowLanguage {
    SYSTEM("system"),
    ENGLISH("en"),
    CHINESE("zh");

    private final String id;

    WindowLanguage(String id) {
        this.id = id;
    }

    /** What stands for it in files and in the names of actions. */
    public String id() {
        return id;
    }

    /** That of an id; the machine's if there is none such. */
    public static WindowLanguage of(String id) {
        return Arrays.stream(values())
                .filter(language -> language.id.equals(id))
                .findFirst()
                .orElse(SYSTEM);
    }

    /**
     * Decides words, numbers and dates. Where the machine speaks the language already its own locale stays: English of
     * Ireland writes dates as Ireland does.
     */
    public Locale locale(Locale ofMachine) {
        return switch (this) {
            case SYSTEM -> ofMachine;
            case ENGLISH -> ofMachine.getLanguage().equals("en") ? ofMachine : Locale.ENGLISH;
            case CHINESE -> Texts.readsChinese(ofMachine) ? ofMachine : Locale.SIMPLIFIED_CHINESE;
        };
    }
}
