package dev.tailrace.language;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An opened parenthesis or bracket that some tokens leave open.
 *
 * @param function what is called, or null for a parenthesis of its own
 * @param open index of the opening token
 * @param argument how many arguments stand before the end of the tokens
 * @param words those between arguments so far
 */
record CaretCall(FunctionCatalog.@Nullable Function function, int open, int argument, Set<String> words) {
    /** The innermost one, or null if everything is closed. */
    static @Nullable CaretCall innermost(List<Token> tokens, String text) {
        Deque<CaretCall> calls = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            String word = tokens.get(i).of(text);
            CaretCall call = calls.peek();
            if (word.equals("(") || word.equals("[")) {
                calls.push(new CaretCall(called(tokens, i, text), i, 0, Set.of()));
            } else if ((word.equals(")") || word.equals("]")) && call != null) {
                calls.pop();
            } else if (call != null && (word.equals(",") || call.separates(word))) {
                calls.pop();
                calls.push(call.after(word));
            }
        }
        return calls.peek();
    }

    private static FunctionCatalog.@Nullable Function called(List<Token> tokens, int open, String text) {
        if (open == 0 || tokens.get(open - 1).kind() != Token.Kind.WORD) {
            return null;
        }
        FunctionCatalog.Function function =
                FunctionCatalog.find(tokens.get(open - 1).of(text));
        boolean bracket = tokens.get(open).of(text).equals("[");
        // ARRAY and MAP are built in brackets; after other names brackets read a value.
        return function == null || bracket != function.signature().contains("[") ? null : function;
    }

    private boolean separates(String word) {
        return function != null
                && function.signatures().stream()
                        .anyMatch(form -> Signature.of(form).words().contains(word.toUpperCase(Locale.ROOT)));
    }

    private CaretCall after(String word) {
        Set<String> more = new TreeSet<>(words);
        if (!word.equals(",")) {
            more.add(word.toUpperCase(Locale.ROOT));
        }
        return new CaretCall(function, open, argument + 1, more);
    }

    /** The first way to call the function that what is typed so far may become. */
    int overload() {
        List<String> forms = function == null ? List.of() : function.signatures();
        for (int i = 0; i < forms.size(); i++) {
            Signature signature = Signature.of(forms.get(i));
            if (signature.takes(argument + 1) && signature.words().containsAll(words)) {
                return i;
            }
        }
        return 0;
    }

    /** What is wanted where the tokens end. */
    TypeGroup wanted() {
        FunctionCatalog.Function called = function;
        if (called == null) {
            return TypeGroup.ANY;
        }
        TypeGroup all = null;
        for (List<Parameter> overload : FunctionCatalog.builtin(called.name()).overloads()) {
            boolean isOpen =
                    !overload.isEmpty() && overload.get(overload.size() - 1).many();
            if (argument < overload.size() || isOpen) {
                TypeGroup one = TypeGroup.of(
                        overload.get(Math.min(argument, overload.size() - 1)).kind());
                all = all == null || all == one ? one : TypeGroup.ANY;
            }
        }
        if (all != null) {
            return all;
        }
        Signature signature = Signature.of(called.signatures().get(overload()));
        Signature.Part part = signature.part(argument);
        return part == null ? TypeGroup.ANY : TypeGroup.ofWord(signature.form().substring(part.start(), part.end()));
    }
}
