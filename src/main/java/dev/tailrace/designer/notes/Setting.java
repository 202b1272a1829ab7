package dev.tailrace.designer.notes;

import dev.tailrace.designer.notes.NoteText.Ground;
import dev.tailrace.designer.notes.NoteText.Words;
import dev.tailrace.designer.pen.Typefaces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Breaks spans into lines, one under the other. A word that is wider than a line is broken within. */
final class Setting {
    private static final double LEADING = 1.5;

    private final Typefaces faces;
    private final double width;
    private final List<Words> words = new ArrayList<>();
    private final List<Ground> grounds = new ArrayList<>();
    private @Nullable Span marker;
    private double left;
    private double x;
    private double y;

    Setting(Typefaces faces, double width) {
        this.faces = faces;
        this.width = width;
    }

    List<Words> words() {
        return words;
    }

    List<Ground> grounds() {
        return grounds;
    }

    double height() {
        return y;
    }

    void indent(double by) {
        left += by;
    }

    void gap(double by) {
        y += by;
    }

    /** What stands before the next line, left of the indent to come. */
    void marker(Span span) {
        marker = span;
    }

    void behind(Ground.Kind kind, double top, double bottom) {
        grounds.add(new Ground(kind, left, top, Math.max(0, width - left), bottom - top));
    }

    /** A paragraph. */
    void lines(List<Span> spans) {
        if (spans.isEmpty()) {
            return;
        }
        double size = spans.stream().mapToDouble(Span::size).max().orElse(0);
        double line = Math.ceil(size * LEADING);
        double baseline = y + line * 0.72;
        x = left;
        Span before = marker;
        if (before != null) {
            double room = left - faces.width(before.text(), before.face(), before.size()) - 5;
            put(before, before.text(), Math.max(0, room), baseline);
            marker = null;
        }
        for (Span span : spans) {
            if (span == Span.BREAK) {
                x = left;
                baseline += line;
                continue;
            }
            for (String piece : pieces(span.text())) {
                double wide = faces.width(piece.stripTrailing(), span.face(), span.size());
                if (x > left && x + wide > width) {
                    x = left;
                    baseline += line;
                }
                baseline = set(span, piece, baseline, line);
            }
        }
        y = baseline - line * 0.72 + line;
    }

    /** Sets a word, in several parts if it is wider than a line. */
    private double set(Span span, String word, double baseline, double line) {
        String rest = x == left && !span.isCode() ? word.stripLeading() : word;
        double at = baseline;
        while (x == left
                && rest.length() > 1
                && faces.width(rest.stripTrailing(), span.face(), span.size()) > width - left) {
            int fits = 1;
            while (faces.width(rest.substring(0, fits + 1), span.face(), span.size()) <= width - left) {
                fits++;
            }
            put(span, rest.substring(0, fits), x, at);
            rest = rest.substring(fits);
            at += line;
        }
        put(span, rest, x, at);
        x += faces.width(rest, span.face(), span.size());
        return at;
    }

    private void put(Span span, String text, double at, double baseline) {
        if (text.isEmpty()) {
            return;
        }
        double wide = faces.width(text, span.face(), span.size());
        Words last = words.isEmpty() ? null : words.get(words.size() - 1);
        if (last != null
                && last.baseline() == baseline
                && isAlike(last, span)
                && Math.abs(last.x() + last.width() - at) < 0.01) {
            words.set(
                    words.size() - 1,
                    new Words(
                            last.text() + text,
                            last.x(),
                            baseline,
                            last.width() + wide,
                            span.face(),
                            span.size(),
                            span.link()));
            return;
        }
        words.add(new Words(text, at, baseline, wide, span.face(), span.size(), span.link()));
    }

    private static boolean isAlike(Words words, Span span) {
        return words.face() == span.face()
                && words.size() == span.size()
                && (words.link() == null ? span.link() == null : words.link().equals(span.link()));
    }

    /** Where lines may break: after spaces, and between ideographs. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < text.length(); i++) {
            boolean afterSpace = text.charAt(i - 1) == ' ' && text.charAt(i) != ' ';
            if (afterSpace || Character.isIdeographic(text.charAt(i)) || Character.isIdeographic(text.charAt(i - 1))) {
                pieces.add(text.substring(start, i));
                start = i;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }
}
