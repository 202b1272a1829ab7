package dev.tailrace.designer.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the opaque colours of a theme file, following one token that stands for another. */
final class ThemeFile {
    private static final Pattern TOKEN =
            Pattern.compile("(-(?:tr|color)-[a-z0-9-]+):\\s*(#[0-9A-Fa-f]{6}|-tr-[a-z-]+);");

    private ThemeFile() {}

    static Map<String, Rgb> read(String mode) {
        Map<String, String> texts = new TreeMap<>();
        Matcher matcher = TOKEN.matcher(text(mode));
        while (matcher.find()) {
            texts.put(matcher.group(1), matcher.group(2));
        }
        Map<String, Rgb> colours = new TreeMap<>();
        texts.forEach((token, value) -> {
            String hex = value.startsWith("#") ? value : texts.get(value);
            if (hex != null) {
                colours.put(token, Rgb.parse(hex));
            }
        });
        return colours;
    }

    private static String text(String mode) {
        try (InputStream in = ThemeFile.class.getResourceAsStream(mode + ".css")) {
            return new String(Objects.requireNonNull(in, mode).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
