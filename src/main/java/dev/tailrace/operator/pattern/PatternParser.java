package dev.tailrace.operator.pattern;

import dev.tailrace.data.Problem;
import dev.tailrace.language.Syntax;
import dev.tailrace.operator.pattern.RowPattern.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between the brackets of SQL's PATTERN, and says of the parts that Flink does not match, and that are
 * not matched here either, what they are.
 */
public final class PatternParser {
    /** Each repetition is a state of the automaton. */
    private static final int MAX_REPETITIONS = 1000;

    private final String text;
    private final List<Variable> variables = new ArrayList<>();
    private int at;

    private PatternParser(String text) {
        this.text = text;
    }

    /** @param pattern null if there are problems, whose spans are places in the text */
    public record Parsed(@Nullable RowPattern pattern, List<Problem> problems) {}

    public static Parsed parse(String text) {
        PatternParser parser = new PatternParser(text);
        try {
            parser.sequence();
        } catch (PatternMistake mistake) {
            return new Parsed(null, List.of(mistake.problem()));
        }
        if (parser.variables.isEmpty()) {
            return new Parsed(null, List.of(Problem.error("operators.match-pattern.no-pattern")));
        }
        RowPattern pattern = new RowPattern(parser.variables);
        List<Problem> problems = pattern.problems(text);
        return problems.isEmpty() ? new Parsed(pattern, List.of()) : new Parsed(null, problems);
    }

    /** Variables, some in brackets, up to the end. */
    private void sequence() throws PatternMistake {
        List<Integer> opened = new ArrayList<>();
        for (skip(); at < text.length(); skip()) {
            int start = at;
            char c = text.charAt(at);
            if (c == '(') {
                opened.add(start);
                at++;
            } else if (c == ')') {
                if (opened.isEmpty()) {
                    throw mistake("operators.match-pattern.unexpected", start, start + 1, ")");
                }
                int open = opened.remove(opened.size() - 1);
                at++;
                skip();
                if (at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0) {
                    throw mistake("operators.match-pattern.group", open, at + 1);
                }
            } else if (c == '`' || Character.isJavaIdentifierStart(c) && c != '$') {
                variable();
            } else {
                throw unknown(c);
            }
        }
        if (!opened.isEmpty()) {
            int open = opened.get(opened.size() - 1);
            throw mistake("operators.match-pattern.unclosed", open, open + 1);
        }
    }

    private PatternMistake unknown(char c) {
        int start = at;
        return switch (c) {
            case '|' -> mistake("operators.match-pattern.alternatives", start, start + 1);
            case '^', '$' -> mistake("operators.match-pattern.anchor", start, start + 1, String.valueOf(c));
            case '{' ->
                text.startsWith("{-", start)
                        ? mistake("operators.match-pattern.exclusion", start, start + 2)
                        : mistake("operators.match-pattern.unexpected", start, start + 1, "{");
            default -> mistake("operators.match-pattern.unexpected", start, start + 1, String.valueOf(c));
        };
    }

    private void variable() throws PatternMistake {
        int start = at;
        String name = text.charAt(at) == '`' ? quoted() : word();
        boolean isPermute = text.charAt(start) != '`'
                && name.toUpperCase(Locale.ROOT).equals("PERMUTE")
                && at < text.length()
                && text.charAt(at) == '(';
        if (isPermute) {
            throw mistake("operators.match-pattern.permute", start, at);
        }
        skip();
        int[] bounds = {1, 1};
        boolean quantified = at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0;
        if (quantified && !text.startsWith("{-", at)) {
            bounds = quantifier();
        } else {
            quantified = false;
        }
        skip();
        boolean reluctant = quantified && at < text.length() && text.charAt(at) == '?';
        if (reluctant) {
            at++;
        }
        variables.add(new Variable(name, bounds[0], bounds[1], reluctant, start, endBefore(at)));
    }

    private int endBefore(int end) {
        int last = end;
        while (Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at)) && text.charAt(at) != '$') {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws PatternMistake {
        int start = at;
        int end = text.indexOf('`', at + 1);
        if (end <= start + 1) {
            throw mistake("operators.match-pattern.unexpected", start, start + 1, "`");
        }
        at = end + 1;
        return text.substring(start + 1, end);
    }

    private int[] quantifier() throws PatternMistake {
        int start = at;
        switch (text.charAt(at++)) {
            case '*':
                return new int[] {0, RowPattern.UNBOUNDED};
            case '+':
                return new int[] {1, RowPattern.UNBOUNDED};
            case '?':
                return new int[] {0, 1};
            default:
                break;
        }
        int end = text.indexOf('}', at);
        if (end < 0) {
            throw mistake("operators.match-pattern.unclosed", start, start + 1);
        }
        int comma = text.indexOf(',', at);
        boolean isRange = comma >= 0 && comma < end;
        String from = text.substring(at, isRange ? comma : end).strip();
        String to = isRange ? text.substring(comma + 1, end).strip() : from;
        at = end + 1;
        if (from.isEmpty() && to.isEmpty()) {
            throw mistake("operators.match-pattern.unexpected", start, at, text.substring(start, at));
        }
        int min = from.isEmpty() ? 0 : count(from, start);
        int max = to.isEmpty() ? RowPattern.UNBOUNDED : count(to, start);
        if (max == 0 || max != RowPattern.UNBOUNDED && max < min) {
            throw mistake("operators.match-pattern.no-rows", start, at, text.substring(start, at));
        }
        return new int[] {min, max};
    }

    private int count(String digits, int start) throws PatternMistake {
        boolean isNumber = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw mistake("operators.match-pattern.unexpected", start, at, digits);
        }
        int count = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (count > MAX_REPETITIONS) {
            throw mistake("operators.match-pattern.too-long", start, at, digits, MAX_REPETITIONS);
        }
        return count;
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private PatternMistake mistake(String code, int start, int end, Object... arguments) {
        return new PatternMistake(Problem.error(code, arguments).at(Syntax.span(text, start, end)));
    }
}
