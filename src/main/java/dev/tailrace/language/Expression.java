package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import java.util.BitSet;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression: what it gives and what it reads. Immutable; made by {@link Language#check}.
 */
public final class Expression {
    private final String text;
    private final String sql;
    private final Schema input;
    private final DataType type;
    private final boolean nullable;
    private final BitSet columns;
    private final boolean deterministic;
    private final RexNode rex;
    private final Environment environment;

    Expression(
            String text,
            String sql,
            Schema input,
            DataType type,
            boolean nullable,
            BitSet columns,
            boolean deterministic,
            RexNode rex,
            Environment environment) {
        this.text = text;
        this.sql = sql;
        this.input = input;
        this.type = type;
        this.nullable = nullable;
        this.columns = columns;
        this.deterministic = deterministic;
        this.rex = rex;
        this.environment = environment;
    }

    /** As the person wrote it. */
    public String text() {
        return text;
    }

    /** As Flink gets it: parameters put in as literals. */
    public String sql() {
        return sql;
    }

    public Schema input() {
        return input;
    }

    public DataType type() {
        return type;
    }

    public boolean nullable() {
        return nullable;
    }

    /** The result as a column of that name. */
    public Field as(String name) {
        return new Field(name, type, nullable);
    }

    /** Input columns that are read, by position; a copy. */
    public BitSet columns() {
        return (BitSet) columns.clone();
    }

    /** False if the same row may give different values, as with UUID(). */
    public boolean deterministic() {
        return deterministic;
    }

    /** The input column that this expression passes on unchanged, or null if it computes. */
    public @Nullable String passesOn() {
        return rex instanceof org.apache.calcite.rex.RexInputRef ref
                ? input.field(ref.getIndex()).name()
                : null;
    }

    /** False only if no row makes it fail, whatever it holds. */
    public boolean canFail() {
        return !Failures.areImpossible(rex);
    }

    /** A part of it. */
    Expression with(RexNode part) {
        return new Expression(
                text, sql, input, type, part.getType().isNullable(), columns, deterministic, part, environment);
    }

    RexNode rex() {
        return rex;
    }

    Environment environment() {
        return environment;
    }
}
