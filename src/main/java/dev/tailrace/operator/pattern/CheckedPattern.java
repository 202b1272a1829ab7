package dev.tailrace.operator.pattern;

import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.language.Checked;
import dev.tailrace.language.Expression;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.ConditionCheck;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;
import dev.tailrace.operator.pattern.Term.Aggregate;
import dev.tailrace.operator.pattern.Term.RowValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with what its variables stand for and what is told of its matches, checked over the input of a node.
 *
 * @param pattern null if the text of the pattern has problems, at the place {@code pattern}
 * @param conditions by the place of the variable in the pattern; null where any row will do
 * @param problems at places such as {@code define[1].condition} too
 */
public record CheckedPattern(
        @Nullable RowPattern pattern, List<@Nullable Condition> conditions, Measures measures, List<Problem> problems) {
    /** What a variable stands for, as the settings say it. */
    public record Definition(
            @Setting(kind = Kind.TEXT) String variable, @Setting(kind = Kind.EXPRESSION) String condition) {}

    /** A column that is told of a match, as the settings say it. */
    public record Measure(@Setting(kind = Kind.TEXT) String name, @Setting(kind = Kind.EXPRESSION) String expression) {}

    /**
     * What a row must fulfil.
     *
     * @param sql as it was written, with parameters put in
     * @param expression over columns that stand for the terms
     */
    record Condition(String sql, Expression expression, List<Term> terms) {}

    /**
     * What is told of a match.
     *
     * @param sql as it was written, with parameters put in
     * @param expressions over the {@link #schema}
     * @param schema columns for the keys, then for the terms
     */
    record Measures(List<String> sql, List<Expression> expressions, List<Term> terms, Schema schema) {
        static final Measures NONE = new Measures(List.of(), List.of(), List.of(), Schema.EMPTY);
    }

    public CheckedPattern {
        problems = List.copyOf(problems);
    }

    /** All that is computed: the conditions, then the measures. */
    public List<Expression> expressions() {
        List<Expression> all = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition != null) {
                all.add(condition.expression());
            }
        }
        all.addAll(measures.expressions());
        return all;
    }

    /** @param keys columns of the input that stand before the measures in the output, all known */
    public static CheckedPattern of(
            Placement<?> placement,
            String text,
            List<Definition> definitions,
            List<Measure> measures,
            List<String> keys) {
        PatternParser.Parsed parsed = PatternParser.parse(text);
        List<Problem> problems = new ArrayList<>();
        parsed.problems().forEach(problem -> problems.add(problem.in("pattern")));
        RowPattern pattern = parsed.pattern();
        if (pattern == null) {
            return new CheckedPattern(null, List.of(), Measures.NONE, problems);
        }
        List<@Nullable Condition> conditions = conditions(placement, pattern, definitions, problems);
        return new CheckedPattern(
                pattern, conditions, measures(placement, pattern, measures, keys, problems), problems);
    }

    private static List<@Nullable Condition> conditions(
            Placement<?> placement, RowPattern pattern, List<Definition> definitions, List<Problem> problems) {
        @Nullable Condition[] conditions = new Condition[pattern.variables().size()];
        Set<String> defined = new HashSet<>();
        for (int i = 0; i < definitions.size(); i++) {
            Definition definition = definitions.get(i);
            String place = "define[" + i + "].";
            int variable = pattern.indexOf(definition.variable());
            if (variable < 0) {
                problems.add(Problem.error(
                                "operators.match-pattern.not-in-pattern",
                                definition.variable(),
                                String.join(", ", pattern.names()))
                        .in(place + "variable"));
            } else if (!defined.add(definition.variable())) {
                problems.add(Problem.error("operators.match-pattern.defined-twice", definition.variable())
                        .in(place + "variable"));
            } else {
                conditions[variable] = condition(placement, pattern, variable, definition, place, problems);
            }
        }
        return Arrays.asList(conditions);
    }

    private static @Nullable Condition condition(
            Placement<?> placement,
            RowPattern pattern,
            int variable,
            Definition definition,
            String place,
            List<Problem> problems) {
        TermReader reader = new TermReader(pattern, placement, variable, Set.of());
        Rewriting rewriting = reader.read(definition.condition());
        Schema schema = new Schema(reader.terms().stream().map(Term::field).toList());
        Expression expression = checked(placement, rewriting, schema, place + "condition", problems);
        if (expression == null) {
            return null;
        }
        Problem none = ConditionCheck.problem(expression, place + "condition");
        if (none != null) {
            problems.add(none);
            return null;
        }
        return new Condition(rewriting.sql(), expression, reader.terms());
    }

    private static Measures measures(
            Placement<?> placement,
            RowPattern pattern,
            List<Measure> measures,
            List<String> keys,
            List<Problem> problems) {
        List<Field> fields = new ArrayList<>();
        Set<String> keyNames = new LinkedHashSet<>();
        for (String key : keys) {
            String name = "#" + fields.size();
            keyNames.add(name);
            fields.add(Objects.requireNonNull(placement.input().schema().field(key))
                    .renamed(name));
        }
        TermReader reader = new TermReader(pattern, placement, TermReader.MEASURES, keyNames);
        List<Rewriting> rewritings = measures.stream()
                .map(measure -> reader.read(measure.expression()))
                .toList();
        reader.terms().forEach(term -> fields.add(term.field()));
        Schema schema = new Schema(fields);
        Set<String> taken = new HashSet<>(keys);
        List<String> sql = new ArrayList<>();
        List<Expression> expressions = new ArrayList<>();
        for (int i = 0; i < rewritings.size(); i++) {
            String place = "measures[" + i + "].";
            Problem name = ColumnNames.take(measures.get(i).name(), taken, place + "name");
            if (name != null) {
                problems.add(name);
            }
            Expression expression = checked(placement, rewritings.get(i), schema, place + "expression", problems);
            if (expression != null) {
                sql.add(rewritings.get(i).sql());
                expressions.add(expression);
            }
        }
        return new Measures(sql, expressions, reader.terms(), schema);
    }

    private static @Nullable Expression checked(
            Placement<?> placement, Rewriting rewriting, Schema schema, String place, List<Problem> problems) {
        if (!rewriting.problems().isEmpty()) {
            rewriting.problems().forEach(problem -> problems.add(problem.in(place)));
            return null;
        }
        Checked checked = placement.check(rewriting.rewritten(), schema);
        checked.problems()
                .forEach(problem -> problems.add(rewriting.inText(problem).in(place)));
        return checked.expression();
    }

    /** The measures' columns; only without problems. */
    public List<Field> measureFields(List<Measure> settings) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            fields.add(measures.expressions.get(i).as(settings.get(i).name()));
        }
        return fields;
    }

    /** Whether a measure is the time at which its match is found, and nothing else. */
    public boolean isMatchTime(int measure) {
        String passedOn = measures.expressions.get(measure).passesOn();
        return measures.terms.stream()
                .anyMatch(term ->
                        term instanceof Term.MatchTime && term.field().name().equals(passedOn));
    }

    /** Whether some measure tells the time at which its match is found. */
    public boolean tellsMatchTime() {
        return measures.terms.stream().anyMatch(Term.MatchTime.class::isInstance);
    }

    /** A column that is never NULL, but is read of rows that need not be there; null if there is none. */
    public @Nullable String nullOnlyWithoutRows() {
        return Stream.concat(
                        conditions.stream().filter(Objects::nonNull).flatMap(condition -> condition.terms().stream()),
                        measures.terms.stream())
                .filter(Term::isNullOnlyWithoutRows)
                .map(term -> term.field().name())
                .findFirst()
                .orElse(null);
    }

    /** The condition of a variable and the SQL of each measure, for who says them elsewhere. */
    public @Nullable String conditionSql(int variable) {
        Condition condition = conditions.get(variable);
        return condition == null ? null : condition.sql;
    }

    public String measureSql(int measure) {
        return measures.sql.get(measure);
    }

    /**
     * Input columns that conditions and measures read.
     *
     * @param demanded the measures that somebody reads
     */
    public BitSet columns(BitSet demanded) {
        BitSet columns = new BitSet();
        for (Condition condition : conditions) {
            if (condition != null) {
                condition.terms.forEach(term -> read(term, columns));
            }
        }
        BitSet read = measureColumns(demanded);
        int firstTerm = measures.schema.size() - measures.terms.size();
        for (int i = 0; i < measures.terms.size(); i++) {
            if (read.get(firstTerm + i)) {
                read(measures.terms.get(i), columns);
            }
        }
        return columns;
    }

    /** Columns of the measures' schema that the demanded measures read. */
    BitSet measureColumns(BitSet demanded) {
        BitSet read = new BitSet();
        for (int i = demanded.nextSetBit(0); i >= 0; i = demanded.nextSetBit(i + 1)) {
            read.or(measures.expressions.get(i).columns());
        }
        return read;
    }

    private static void read(Term term, BitSet columns) {
        if (term instanceof RowValue value) {
            columns.set(value.column());
        } else if (term instanceof Aggregate aggregate) {
            columns.or(aggregate.call().columns());
        }
    }
}
