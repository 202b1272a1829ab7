package dev.tailrace.language;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** Tells Java Flight Recorder that text was parsed or a class compiled; costs nothing while nobody records. */
@Name("dev.tailrace.Language")
@Label("Expression language")
@Category("Tailrace")
@Description("Text was parsed or a class was compiled: nothing for a thread that a person waits for")
final class LanguageWork extends Event {
    @Label("What")
    String what;

    private LanguageWork(String what) {
        this.what = what;
    }

    static LanguageWork begin(String what) {
        LanguageWork work = new LanguageWork(what);
        work.begin();
        return work;
    }
}
