package dev.tailrace.designer.pen;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The bundled faces: Inter for text, JetBrains Mono for what people wrote or would type. */
public enum Face {
    TEXT("Inter-Regular.otf", "Inter, sans-serif", 400),
    TEXT_MEDIUM("Inter-Medium.otf", "Inter, sans-serif", 500),
    TEXT_STRONG("Inter-SemiBold.otf", "Inter, sans-serif", 600),
    CODE("JetBrainsMono-Regular.ttf", "'JetBrains Mono', monospace", 400),
    CODE_MEDIUM("JetBrainsMono-Medium.ttf", "'JetBrains Mono', monospace", 500),
    CODE_STRONG("JetBrainsMono-SemiBold.ttf", "'JetBrains Mono', monospace", 600);

    private final String file;
    private final String families;
    private final int weight;

    Face(String file, String families, int weight) {
        this.file = file;
        this.families = families;
        this.weight = weight;
    }

    /** What CSS calls it, with what may stand in. */
    public String families() {
        return families;
    }

    /** From 100 to 900, as in CSS. */
    public int weight() {
        return weight;
    }

    /** The font file, to be closed by the caller. */
    public InputStream open() throws IOException {
        return Objects.requireNonNull(Face.class.getResourceAsStream("/dev/tailrace/designer/fonts/" + file), file);
    }
}
