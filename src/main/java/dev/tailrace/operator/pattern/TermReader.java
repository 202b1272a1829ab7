package dev.tailrace.operator.pattern;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Nearest;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.language.Syntax;
import dev.tailrace.language.Syntax.Call;
import dev.tailrace.language.Syntax.Name;
import dev.tailrace.language.Syntax.Part;
import dev.tailrace.language.Syntax.Whole;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.aggregate.AggregateFunction;
import dev.tailrace.operator.aggregate.CheckedAggregates;
import dev.tailrace.operator.flink.FlinkScript;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds in expressions what they read of a match's rows, such as {@code A.price}, {@code LAST(A.price, 1)} and {@code
 * SUM(A.price)}, and puts columns of these names in their places. What is left is an ordinary expression over a row of
 * such columns; its meaning is the language's.
 */
final class TermReader {
    /** In place of a variable that is being defined: these are measures. */
    static final int MEASURES = -1;

    private static final Set<String> AGGREGATES = Set.of("COUNT", "SUM", "AVG", "MIN", "MAX");
    private static final Set<String> NOT_OFFERED =
            Set.of("PREV", "NEXT", "RUNNING", "FINAL", "CLASSIFIER", "MATCH_NUMBER", "MATCH_PROCTIME");
    private static final int MAX_NAME = 120;
    private static final int MAX_OFFSET = 100_000;

    private final RowPattern pattern;
    private final Placement<?> placement;
    private final Schema input;
    private final int defined;
    private final Map<String, Term> terms = new LinkedHashMap<>();
    private final Set<String> names;

    /** @param taken names that columns of terms must not have */
    TermReader(RowPattern pattern, Placement<?> placement, int defined, Set<String> taken) {
        this.pattern = pattern;
        this.placement = placement;
        this.input = placement.input().schema();
        this.defined = defined;
        this.names = new HashSet<>(taken);
    }

    /** Where in a match the row of a value is looked for. */
    private record Position(boolean first, int offset) {
        static final Position LAST = new Position(false, 0);
    }

    /** Everything found so far, in the order of its first appearance. */
    List<Term> terms() {
        return List.copyOf(terms.values());
    }

    /** Reads one text. */
    Rewriting read(String text) {
        Syntax syntax = Syntax.of(text, input, placement.environment());
        Rewriting rewriting = new Rewriting(text, syntax.sql());
        Part root = syntax.root();
        if (root == null) {
            rewriting.fail(syntax.problems());
            return rewriting;
        }
        try {
            walk(root, null, rewriting);
        } catch (PatternMistake mistake) {
            rewriting.fail(List.of(mistake.problem()));
        }
        return rewriting;
    }

    private void walk(Part part, @Nullable Position position, Rewriting to) throws PatternMistake {
        if (part instanceof Name name) {
            to.replace(name.start(), columnEnd(name, to), quoted(value(name, position, to)));
        } else if (part instanceof Call call) {
            String function = call.function().strip().toUpperCase(Locale.ROOT);
            boolean isNavigation = function.equals("FIRST") || function.equals("LAST");
            if (NOT_OFFERED.contains(function) || function.equals("MATCH_ROWTIME") && defined != MEASURES) {
                throw to.mistake(part, "operators.match-pattern.not-offered", function);
            }
            boolean isOwn = isNavigation || AGGREGATES.contains(function) || function.equals("MATCH_ROWTIME");
            if (isOwn && position != null) {
                throw to.mistake(part, "operators.match-pattern.nested", function);
            }
            if (isNavigation) {
                navigate(call, function.equals("FIRST"), to);
            } else if (AGGREGATES.contains(function)) {
                to.replace(call.start(), call.end(), quoted(aggregate(call, function, to)));
            } else if (function.equals("MATCH_ROWTIME")) {
                to.replace(call.start(), call.end(), quoted(matchTime(call, to)));
            } else {
                for (Part operand : call.operands()) {
                    walk(operand, position, to);
                }
            }
        }
    }

    private static String quoted(Term term) {
        return FlinkScript.quote(term.field().name());
    }

    /** {@code LAST(A.price * 2, 1)} is {@code (LAST(A.price, 1) * 2)}. */
    private void navigate(Call call, boolean first, Rewriting to) throws PatternMistake {
        long offset = call.operands().size() == 2 && call.operands().get(1) instanceof Whole whole ? whole.value() : -1;
        if (offset < 0 || offset > MAX_OFFSET) {
            throw to.mistake(call, "operators.match-pattern.offset", call.function(), MAX_OFFSET);
        }
        Part operand = call.operands().get(0);
        only(operand, to);
        to.replace(call.start(), operand.start(), "(");
        walk(operand, new Position(first, (int) offset), to);
        to.replace(operand.end(), call.end(), ")");
    }

    /** The only variable that a part names: a mistake if there are several or none. */
    private int only(Part part, Rewriting to) throws PatternMistake {
        Set<Integer> variables = new HashSet<>();
        collect(part, variables, to);
        if (variables.size() != 1) {
            String code = variables.isEmpty()
                    ? "operators.match-pattern.no-variable"
                    : "operators.match-pattern.several-variables";
            throw to.mistake(part, code);
        }
        return variables.iterator().next();
    }

    private void collect(Part part, Set<Integer> variables, Rewriting to) throws PatternMistake {
        if (part instanceof Name name) {
            variables.add(variable(name, to));
        } else if (part instanceof Call call) {
            for (Part operand : call.operands()) {
                collect(operand, variables, to);
            }
        }
    }

    /** The variable before the column, or {@link Term#ALL}. */
    private int variable(Name name, Rewriting to) throws PatternMistake {
        String first = name.pieces().get(0);
        int variable = pattern.indexOf(first);
        if (name.pieces().size() == 1) {
            if (variable >= 0 && !input.contains(first)) {
                throw to.mistake(name, "operators.match-pattern.variable-alone", first);
            }
            return Term.ALL;
        }
        if (variable >= 0) {
            return variable;
        }
        if (input.contains(first)) {
            return Term.ALL;
        }
        String known = Nearest.to(first, pattern.names()).orElse(String.join(", ", pattern.names()));
        throw to.mistake(name, "operators.match-pattern.unknown-variable", first, known);
    }

    private String columnName(Name name, Rewriting to) throws PatternMistake {
        return name.pieces().get(variable(name, to) == Term.ALL ? 0 : 1);
    }

    private int columnEnd(Name name, Rewriting to) throws PatternMistake {
        return name.ends().get(variable(name, to) == Term.ALL ? 0 : 1);
    }

    private Field column(Name name, Rewriting to) throws PatternMistake {
        String column = columnName(name, to);
        Problem unknown = ColumnNames.check(column, input, "");
        if (unknown != null) {
            Problem placed = unknown.at(to.span(name));
            throw new PatternMistake(name.pieces().size() == 1 ? placed : placed.fixedBy());
        }
        return Objects.requireNonNull(input.field(column));
    }

    private Term value(Name name, @Nullable Position position, Rewriting to) throws PatternMistake {
        Field column = column(name, to);
        int variable = variable(name, to);
        Position where = position == null ? Position.LAST : position;
        boolean isThere = isThere(variable, where);
        String owner = variable == Term.ALL ? "" : pattern.names().get(variable) + ".";
        String plain = owner + column.name();
        String shown =
                position == null ? plain : (where.first ? "FIRST(" : "LAST(") + plain + ", " + where.offset + ")";
        String key = variable + "|" + where.first + "|" + where.offset + "|" + column.name();
        return terms.computeIfAbsent(
                key,
                absent -> new Term.RowValue(
                        new Field(free(shown), column.type(), column.nullable() || !isThere),
                        variable,
                        where.first,
                        where.offset,
                        input.indexOf(column.name()),
                        !column.nullable() && !isThere));
    }

    /** Whether the row at a position is there whenever the expression is computed. */
    private boolean isThere(int variable, Position where) {
        int rows;
        if (defined == MEASURES) {
            rows = variable == Term.ALL
                    ? pattern.rowsBefore(pattern.variables().size())
                    : pattern.variables().get(variable).min();
        } else if (variable == Term.ALL) {
            rows = pattern.rowsBefore(defined) + 1;
        } else if (variable == defined) {
            rows = 1;
        } else {
            rows = variable < defined ? pattern.variables().get(variable).min() : 0;
        }
        return where.offset < rows;
    }

    private Term aggregate(Call call, String function, Rewriting to) throws PatternMistake {
        if (call.qualified()) {
            throw to.mistake(call, "operators.match-pattern.distinct", function);
        }
        AggregateFunction aggregate = AggregateFunction.valueOf(function);
        boolean countsRows = call.operands().size() == 1
                && call.operands().get(0) instanceof Name star
                && star.pieces().equals(List.of("*"))
                && aggregate == AggregateFunction.COUNT;
        if (call.operands().size() != 1) {
            throw to.mistake(call, "operators.match-pattern.one-argument", function);
        }
        Part operand = call.operands().get(0);
        Expression argument = countsRows ? null : argument(operand, to);
        int variable = countsRows ? Term.ALL : only(operand, to);
        DataType type = argument == null ? DataType.BIGINT : aggregate.resultType(argument.type());
        if (type == null) {
            throw to.mistake(call, "operators.aggregate-argument-type", function, Objects.requireNonNull(argument)
                    .type());
        }
        boolean isThere = isThere(variable, Position.LAST);
        boolean nullable = aggregate.nullable() && (argument == null || argument.nullable() || !isThere);
        boolean onlyWithoutRows = nullable && argument != null && !argument.nullable();
        String key = function + "|" + variable + "|" + (argument == null ? "*" : argument.sql());
        return terms.computeIfAbsent(key, absent -> {
            Field field = new Field(free(to.text(call).replaceAll("\\s+", " ")), type, nullable);
            CheckedAggregates.Call running =
                    new CheckedAggregates.Call(field, aggregate, argument, false, "", null, null, Double.NaN);
            return new Term.Aggregate(field, variable, running, onlyWithoutRows);
        });
    }

    /** What is aggregated, over the columns of a row. */
    private Expression argument(Part operand, Rewriting to) throws PatternMistake {
        Rewriting plain = new Rewriting(to.text(operand), "");
        plainNames(operand, operand.start(), plain, to);
        Checked checked = placement.check(plain.rewritten(), input);
        Expression expression = checked.expression();
        if (expression == null) {
            Problem problem = plain.inText(checked.problems().get(0));
            throw new PatternMistake(to.shifted(problem, plain, operand.start()));
        }
        return expression;
    }

    private void plainNames(Part part, int shift, Rewriting plain, Rewriting to) throws PatternMistake {
        if (part instanceof Name name) {
            plain.replace(
                    name.start() - shift,
                    columnEnd(name, to) - shift,
                    FlinkScript.quote(column(name, to).name()));
        } else if (part instanceof Call call) {
            String function = call.function().strip().toUpperCase(Locale.ROOT);
            boolean isOwn = AGGREGATES.contains(function)
                    || NOT_OFFERED.contains(function)
                    || Set.of("FIRST", "LAST", "MATCH_ROWTIME").contains(function);
            if (isOwn) {
                throw to.mistake(part, "operators.match-pattern.nested", function);
            }
            for (Part operand : call.operands()) {
                plainNames(operand, shift, plain, to);
            }
        }
    }

    private Term matchTime(Call call, Rewriting to) throws PatternMistake {
        if (!call.operands().isEmpty()) {
            throw to.mistake(call, "operators.match-pattern.match-time");
        }
        Field time = Objects.requireNonNull(
                input.field(Objects.requireNonNull(placement.input().eventTime())));
        return terms.computeIfAbsent(
                "MATCH_ROWTIME", absent -> new Term.MatchTime(Field.required(free("MATCH_ROWTIME()"), time.type())));
    }

    private String free(String shown) {
        String plain = shown.replace("`", "");
        String cut = plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
        String name = cut;
        for (int i = 2; !names.add(name); i++) {
            name = cut + " " + i;
        }
        return name;
    }
}
