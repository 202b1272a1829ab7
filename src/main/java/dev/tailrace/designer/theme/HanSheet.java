package dev.tailrace.designer.theme;

import dev.tailrace.designer.pen.HanFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Chinese needs beyond the sheets of the window, made from them: wherever they name a bundled face, the system's
 * Chinese font, if it has to be named; and more room between lines. Each rule has one class more than its original, so
 * that it wins over the sheets of panes too.
 */
final class HanSheet {
    /** All that name a face; {@code HanSheetTest} knows whether one is missing. */
    static final List<String> SHEETS = List.of(
            "theme/shared.css",
            "theme/panes.css",
            "canvas/canvas.css",
            "state/state.css",
            "tests/tests.css",
            "watch/timeline.css");

    private static final String ROOT = "/dev/tailrace/designer/";
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern FACE = Pattern.compile("-fx-font-family:\\s*\"(Inter|JetBrains Mono)([A-Za-z ]*)\"");

    /** Values and plain types, which are Latin in every language, keep the face made for them. */
    private static final Pattern FIGURES = Pattern.compile("\\.(value-cell|inspector-type|expression-type)\\b");

    /** Lines are higher, and so are the first lines that icons stand beside. */
    private static final String LINES =
            """
            .root .label, .root .hyperlink { -fx-line-spacing: 2px; }
            .root .inspector-message .ikonli-font-icon { -fx-translate-y: 2px; }
            """;

    private HanSheet() {}

    /** For a window in Chinese, as a URL. */
    static String ofChinese() {
        String sheets = SHEETS.stream().map(HanSheet::read).collect(Collectors.joining("\n"));
        String code = HanFont.codeFamily().orElse(null);
        return url(LINES
                + HanFont.family()
                        .map(family -> rules(sheets, family, code) + marked(family))
                        .orElse(""));
    }

    /** For a window in another language, whose data may be Chinese; none where it shows by itself. */
    static Optional<String> ofOthers() {
        return HanFont.family().map(family -> url(marked(family)));
    }

    private static String marked(String family) {
        return ".root .%1$s, .root .%1$s .label, .root .table-cell.%1$s { -fx-font-family: \"%2$s\"; }%n"
                .formatted(HanFont.STYLE_CLASS, family);
    }

    /** @param codeFamily for JetBrains Mono, which stays if this is null */
    static String rules(String sheets, String family, @Nullable String codeFamily) {
        StringBuilder made = new StringBuilder();
        Matcher rule = RULE.matcher(COMMENT.matcher(sheets).replaceAll(""));
        while (rule.find()) {
            Matcher face = FACE.matcher(rule.group(2));
            if (face.find()) {
                boolean isText = face.group(1).equals("Inter");
                String instead =
                        isText ? family : FIGURES.matcher(rule.group(1)).find() ? null : codeFamily;
                if (instead != null) {
                    made.append(selectors(rule.group(1)))
                            .append(" { -fx-font-family: \"")
                            .append(instead)
                            .append("\"; -fx-font-weight: ")
                            .append(face.group(2).replace(" ", "").equals("SemiBold") ? "bold" : "normal")
                            .append("; }\n");
                }
            }
        }
        return made.toString();
    }

    private static String selectors(String group) {
        return Stream.of(group.split(","))
                .map(String::strip)
                .map(selector -> selector.startsWith(".root") ? selector : ".root " + selector)
                .collect(Collectors.joining(", "));
    }

    private static String url(String sheet) {
        return "data:text/css;charset=utf-8,"
                + URLEncoder.encode(sheet, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(HanSheet.class.getResourceAsStream(ROOT + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // A resource of our own jar: not being able to read it is a bug.
            throw new UncheckedIOException(e);
        }
    }
}
