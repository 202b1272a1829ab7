package dev.tailrace.operators;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tailrace.data.Texts;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Operator;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.SettingsForm;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kordamp.ikonli.IkonHandler;

/** What every operator owes to those who look for it in the palette. */
final class CatalogueTest {
    private static final Texts TEXTS = new Texts(Locale.ROOT);

    static Stream<Operator<?>> operators() {
        return Catalogue.load().operators().stream();
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operatorsHaveAnIconOfThePack(Operator<?> operator) {
        String icon = operator.spec().icon();
        IkonHandler handler = ServiceLoader.load(IkonHandler.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.supports(icon))
                .findFirst()
                .orElseThrow(() -> new AssertionError(icon));
        assertDoesNotThrow(() -> handler.resolve(icon));
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operatorsHaveWordsForThemselvesAndEverySetting(Operator<?> operator) {
        Set<String> missing = new TreeSet<>();
        require(operator.spec().key("name"), missing);
        require(operator.spec().key("line"), missing);
        collect(SettingsForm.fields(operator, Catalogue.load()), missing);
        assertEquals(Set.of(), missing);
    }

    /** As their forms show them under the operators that read and write files. */
    @Test
    void formatsHaveWordsForThemselvesAndEverySetting() {
        Catalogue catalogue = Catalogue.load();
        Set<String> missing = new TreeSet<>();
        catalogue.formats().forEach(format -> {
            require("formats." + format.id() + ".label", missing);
            collect(SettingsForm.fields(format, catalogue), missing);
        });
        assertEquals(Set.of(), missing);
    }

    private static void collect(List<FormField> fields, Set<String> missing) {
        for (FormField field : fields) {
            require(field.key() + ".label", missing);
            require(field.key() + ".hint", missing);
            if (field.kind() == Setting.Kind.CHOICE) {
                field.choices().forEach(choice -> require(field.key() + "." + choice, missing));
            }
            collect(field.children(), missing);
        }
    }

    private static void require(String key, Set<String> missing) {
        String text = TEXTS.find(key);
        if (text == null || text.isBlank()) {
            missing.add(key);
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operatorsAreFoundByFurtherWordsAndKnownElsewhere(Operator<?> operator) {
        assertFalse(operator.spec().keywords().isEmpty());
        if (operator.spec().bundle().equals("operators")) {
            assertFalse(operator.spec().elsewhere().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("operators")
    void operatorsHaveATest(Operator<?> operator) {
        if (!operator.spec().bundle().equals("operators")) {
            return;
        }
        String test = operator.getClass().getName() + "Test";
        assertDoesNotThrow(() -> Class.forName(test), test);
    }
}
