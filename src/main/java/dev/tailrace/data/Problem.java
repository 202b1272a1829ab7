package dev.tailrace.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a pipeline, a setting or a row, as a value. Its words come from the resource bundles by code
 * (see {@link Texts}), so that every language and every surface (canvas, form, terminal) says the same.
 *
 * @param code key of the message: the package that raised it, a dot, and a name, such as {@code language.unknown-column}
 * @param arguments filled into the message by position: text, numbers, {@link DataType}s, or a
 *     problem that is the cause, whose message is put in
 * @param node id of the node it stands at, or null if it concerns the whole pipeline
 * @param place name of the port or setting, a path such as {@code columns[2].expression} in a list, or null
 * @param span where in the setting's text, or null for all of it
 */
public record Problem(
        String code,
        List<Object> arguments,
        Severity severity,
        @Nullable String node,
        @Nullable String place,
        @Nullable Span span,
        List<Fix> fixes) {

    /** Errors keep a pipeline from running, warnings do not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /**
     * A half-open range of a text: lines and columns count from 1 and in UTF-16 units, as editors do.
     */
    public record Span(int startLine, int startColumn, int endLine, int endColumn) {
        /** The character offset of the start in the text, clamped to it. */
        public int startOffset(String text) {
            return offset(text, startLine, startColumn);
        }

        /** The character offset just after the end in the text, clamped to it. */
        public int endOffset(String text) {
            return offset(text, endLine, endColumn);
        }

        private static int offset(String text, int line, int column) {
            int at = 0;
            for (int l = 1; l < line; l++) {
                int next = text.indexOf('\n', at);
                if (next < 0) {
                    return text.length();
                }
                at = next + 1;
            }
            return Math.min(text.length(), at + column - 1);
        }
    }

    /** A remedy that the designer can apply. */
    public sealed interface Fix {
        /** Key of the words on the button, with {@link #arguments()}. */
        String code();

        List<Object> arguments();

        /** Replaces the problem's span of the setting (or all of it) by a text. */
        record ReplaceText(String code, List<Object> arguments, String replacement) implements Fix {
            /** A text after the fix of a problem in it. */
            public String in(String text, Problem problem) {
                Span span = problem.span();
                return span == null
                        ? replacement
                        : text.substring(0, span.startOffset(text))
                                + replacement
                                + text.substring(span.endOffset(text));
            }
        }

        /** Gives a setting of the problem's node a value, written as JSON. */
        record ChangeSetting(String code, List<Object> arguments, String setting, String json) implements Fix {}

        /** Takes a setting of the problem's node, or an entry of a list, out. */
        record RemoveSetting(String code, List<Object> arguments, String setting) implements Fix {}

        /** Gives the value of a setting to another of the same record, which it has not yet. */
        record RenameSetting(String code, List<Object> arguments, String setting, String name) implements Fix {}

        /**
         * Puts an operator on a wire that enters a port of the problem's node.
         *
         * @param port or null if the problem's place is the port, or the node has but one input
         * @param wire which of the port's wires, counted from 0
         */
        record InsertBefore(
                String code,
                List<Object> arguments,
                @Nullable String port,
                int wire,
                String operator,
                String settingsJson)
                implements Fix {
            /** On the first wire of the problem's port. */
            public InsertBefore(String code, List<Object> arguments, String operator, String settingsJson) {
                this(code, arguments, null, 0, operator, settingsJson);
            }
        }

        /** Wires a new node of an operator to the problem's port. */
        record AttachTo(String code, List<Object> arguments, String operator, String settingsJson) implements Fix {}

        /** Makes the problem's node one of another operator; its settings stay. */
        record UseOperator(String code, List<Object> arguments, String operator) implements Fix {}

        /** Deletes a wire, by its id; of wires with the same id the last one. */
        record DeleteWire(String code, List<Object> arguments, String wire) implements Fix {}

        /** Puts a wire, by its id, between other ports, written as {@code node.port}. */
        record MoveWire(String code, List<Object> arguments, String wire, String from, String to) implements Fix {}

        /** Asks for the value of a secret; no edit of the drawing. */
        record SetSecret(String code, List<Object> arguments, String name) implements Fix {}

        /** Deletes the problem's node. */
        record DeleteNode(String code, List<Object> arguments) implements Fix {}
    }

    public Problem {
        arguments = List.copyOf(arguments);
        fixes = List.copyOf(fixes);
    }

    public static Problem error(String code, Object... arguments) {
        return new Problem(code, List.of(arguments), Severity.ERROR, null, null, null, List.of());
    }

    public static Problem warning(String code, Object... arguments) {
        return new Problem(code, List.of(arguments), Severity.WARNING, null, null, null, List.of());
    }

    public Problem at(String newNode, @Nullable String newPlace) {
        return new Problem(code, arguments, severity, newNode, newPlace, span, fixes);
    }

    public Problem in(String newPlace) {
        return new Problem(code, arguments, severity, node, newPlace, span, fixes);
    }

    public Problem at(@Nullable Span newSpan) {
        return new Problem(code, arguments, severity, node, place, newSpan, fixes);
    }

    public Problem fixedBy(Fix... newFixes) {
        return new Problem(code, arguments, severity, node, place, span, List.of(newFixes));
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
