package dev.tailrace.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The statements that compute values of one row, as they are written. Values that were computed in an enclosing block
 * are known and not computed again.
 */
final class RowCode {
    private final ClassSource owner;
    private final StringBuilder statements = new StringBuilder();
    private final Deque<Map<RexNode, Term>> scopes = new ArrayDeque<>();
    private final Map<Integer, Term> columns = new TreeMap<>();
    private final Environment environment;

    RowCode(ClassSource owner, Environment environment) {
        this.owner = owner;
        this.environment = environment;
        scopes.push(new HashMap<>());
    }

    Environment environment() {
        return environment;
    }

    ClassSource owner() {
        return owner;
    }

    String text() {
        return statements.toString();
    }

    /** Input columns that the statements read, to be bound before the loop. */
    Map<Integer, Term> columns() {
        return columns;
    }

    RowCode line(String statement) {
        statements.append("      ").append(statement).append('\n');
        return this;
    }

    /** A block whose values are not visible after it. */
    void open(String head) {
        line(head + " {");
        scopes.push(new HashMap<>());
    }

    void close() {
        scopes.pop();
        line("}");
    }

    /** Ends the block and begins one that runs otherwise. */
    void otherwise() {
        close();
        open("else");
    }

    @Nullable
    Term known(RexNode node) {
        for (Map<RexNode, Term> scope : scopes) {
            Term term = scope.get(node);
            if (term != null) {
                return term;
            }
        }
        return null;
    }

    void remember(RexNode node, Term term) {
        scopes.getFirst().put(node, term);
    }

    String fresh(String prefix) {
        return owner.fresh(prefix);
    }

    String local(String type, String initial) {
        String name = fresh("v");
        line(type + " " + name + " = " + initial + ";");
        return name;
    }

    /** The disjunction of null flags; null if there are none. */
    static @Nullable String anyNull(List<Term> terms) {
        List<String> flags = new ArrayList<>();
        for (Term term : terms) {
            String flag = term.isNull();
            if (flag != null && !flags.contains(flag)) {
                flags.add(flag);
            }
        }
        return flags.isEmpty() ? null : flags.contains("true") ? "true" : String.join(" | ", flags);
    }

    /** The null flag of a function that gives NULL if any argument is, as a variable. */
    @Nullable
    String nullFlag(List<Term> arguments) {
        String any = anyNull(arguments);
        return any == null || any.equals("true") || any.indexOf('|') < 0 ? any : local("boolean", any);
    }

    /**
     * The result of a Java expression that cannot fail, whatever the arguments hold; not for texts.
     */
    Term pure(RelDataType type, List<Term> arguments, String expression) {
        Term.Carrier carrier = Term.carrierOf(type);
        String isNull = nullFlag(arguments);
        if (carrier == Term.Carrier.BOOLEAN && isNull != null) {
            return new Term(
                    carrier,
                    type,
                    List.of(local("boolean", "!(" + isNull + ") && (" + expression + ")")),
                    isNull,
                    null);
        }
        return new Term(carrier, type, List.of(local(carrier.java, expression)), isNull, null);
    }

    /** The result of a Java expression that must only be computed if no argument is NULL. */
    Term guarded(RelDataType type, List<Term> arguments, String expression) {
        String isNull = nullFlag(arguments);
        if (isNull == null) {
            return pure(type, arguments, expression);
        }
        Term.Carrier carrier = Term.carrierOf(type);
        String value = local(carrier.java, carrier.zero);
        line("if (!(" + isNull + ")) " + value + " = " + expression + ";");
        return new Term(carrier, type, List.of(value), isNull, null);
    }

    /** The text that a statement puts into a slice; the statement has %s where the slice goes. */
    Term text(RelDataType type, List<Term> arguments, String statement) {
        String slice = owner.field("Slice", "new Slice()");
        String isNull = nullFlag(arguments);
        String run = String.format(statement, slice) + ";";
        line(isNull == null ? run : "if (!(" + isNull + ")) { " + run + " }");
        return slice(type, slice, isNull);
    }

    /** The text that a condition puts into a slice, NULL where the condition is false. */
    Term textOrNull(RelDataType type, List<Term> arguments, String condition) {
        String slice = owner.field("Slice", "new Slice()");
        String isNull = orNull(arguments, String.format(condition, slice));
        return slice(type, slice, isNull);
    }

    private static Term slice(RelDataType type, String slice, @Nullable String isNull) {
        return new Term(
                Term.Carrier.TEXT, type, List.of(slice + ".bytes", slice + ".start", slice + ".end"), isNull, null);
    }

    /** A {@code Wide} for a function to compute in, or to leave its result in. */
    String wide() {
        return owner.field("Wide", "new Wide()");
    }

    /** The whole number, decimal or time that a condition puts into a {@code Wide}, NULL where the condition is false. */
    Term wideOrNull(RelDataType type, List<Term> arguments, String condition) {
        String wide = wide();
        String isNull = orNull(arguments, String.format(condition, wide));
        Term.Carrier carrier = Term.carrierOf(type);
        List<String> parts =
                switch (carrier) {
                    case WIDE -> List.of(wide + ".high", wide + ".low");
                    case INT -> List.of("((int) " + wide + ".low)");
                    default -> List.of(wide + ".low");
                };
        return new Term(carrier, type, parts, isNull, null);
    }

    private String orNull(List<Term> arguments, String condition) {
        String isNull = anyNull(arguments);
        return local("boolean", isNull == null ? "!" + condition : "(" + isNull + ") || !" + condition);
    }
}
