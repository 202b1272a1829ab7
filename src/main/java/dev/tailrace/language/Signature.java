package dev.tailrace.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way to call a function, as people are shown it, taken apart: {@code CAST(value AS type)} has the parts
 * {@code value} and {@code type} with the word AS between them.
 *
 * @param form as it is shown
 * @param parts the arguments as ranges of the form; one that is only dots stands for any number of further ones
 * @param words what stands between arguments instead of commas
 */
record Signature(String form, List<Part> parts, Set<String> words) {
    private static final Set<String> SEPARATORS = Set.of("AS", "FOR", "FROM", "IN", "PLACING", "TO", "VALUE");

    /** From offset {@code start} to before {@code end}. */
    record Part(int start, int end) {}

    static Signature of(String form) {
        List<Part> parts = new ArrayList<>();
        Set<String> words = new TreeSet<>();
        int open = Math.max(form.indexOf('('), form.indexOf('['));
        int from = open + 1;
        for (Token token : Tokenizer.meaningful(form)) {
            String word = token.of(form);
            boolean separates = token.start() > open && (word.equals(",") || SEPARATORS.contains(word));
            boolean ends = token.end() == form.length();
            if (separates || ends) {
                add(parts, form, from, token.start());
                from = token.end();
            }
            if (separates && !word.equals(",")) {
                words.add(word);
            }
        }
        return new Signature(form, List.copyOf(parts), words);
    }

    private static void add(List<Part> parts, String form, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && form.charAt(start) == ' ') {
            start++;
        }
        while (end > start && form.charAt(end - 1) == ' ') {
            end--;
        }
        if (start < end) {
            parts.add(new Part(start, end));
        }
    }

    boolean isOpen() {
        return !parts.isEmpty()
                && form.substring(0, parts.get(parts.size() - 1).end).endsWith("…");
    }

    /** Whether a call with so many arguments may be one of these. */
    boolean takes(int arguments) {
        return arguments <= parts.size() || isOpen();
    }

    /** The part that an argument is, or null. */
    @org.jspecify.annotations.Nullable
    Part part(int argument) {
        if (argument < parts.size()) {
            return parts.get(argument);
        }
        return isOpen() ? parts.get(parts.size() - 1) : null;
    }
}
