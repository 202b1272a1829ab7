package dev.tailrace.operator;

import dev.tailrace.language.TypeGroup;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of a settings record, as the form, the file and the documentation see it. A component that may be null is
 * optional; otherwise it is required unless it has a default. Its label and hint come from the bundle by derived key.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What the value is, and with which control it is edited. */
    enum Kind {
        /** String; {@code ${name}} is replaced by parameters. */
        TEXT,
        /** String with several lines. */
        LONG_TEXT,
        /** String: a SQL expression over the input's columns. */
        EXPRESSION,
        /** String with several lines: a SQL query of which the input ports are the tables. */
        QUERY,
        /** String: the name of an input column. */
        COLUMN,
        /** List of String: names of input columns. */
        COLUMNS,
        /** int, long or double, or their boxes. */
        NUMBER,
        /** boolean. */
        SWITCH,
        /** An enum; in files its constants are kebab-case. */
        CHOICE,
        /**
         * {@link java.time.Duration}; in files text such as {@code 250 ms}, {@code 5 s}, {@code 10 min}, {@code 1 h},
         * {@code 7 d}.
         */
        DURATION,
        /** As {@link #DURATION}, and with {@code -} before it a negative one, such as {@code -10 min}. */
        SIGNED_DURATION,
        /** String: a file to read, relative to the pipeline's file. */
        FILE,
        /** String: a file to write, relative to the pipeline's file. */
        SAVE_FILE,
        /**
         * String: the address of a server that is asked while a pipeline runs, and never before. {@code ${name}} is replaced
         * by parameters, {@code {name}} by the value of an input column, see {@link ColumnTemplate}.
         */
        URL,
        /** String: {@code ${secret:name}}. */
        SECRET,
        /** {@link dev.tailrace.data.DataType}; in files as Flink SQL writes it. */
        TYPE,
        /** {@link dev.tailrace.operator.format.FormatChoice}; in files an object whose {@code type} names the format. */
        FORMAT,
        /** List of records with settings of their own, edited as a table. */
        LIST
    }

    Kind kind();

    /** The default as JSON, such as {@code "5 s"} with its quotes or {@code 100}; empty for none. */
    String defaultJson() default "";

    /** Least value of a NUMBER. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Greatest value of a NUMBER. */
    double max() default Double.POSITIVE_INFINITY;

    /**
     * Where it has a meaning: the name of a CHOICE of the same record, a colon, and the choices as files spell them, with
     * commas between, such as {@code function: percentile, approx-percentile}. The form hides it elsewhere. Empty for
     * everywhere.
     */
    String shownWhen() default "";

    /** Rarely changed: the form folds it away. */
    boolean advanced() default false;

    /**
     * What stands for the operator's id and the setting around it in the keys of the texts, where several operators of a
     * bundle have the same setting; empty where each has words of its own.
     */
    String texts() default "";

    /** Of which types a COLUMN or the COLUMNS should be: those are proposed first. None where all are as likely. */
    TypeGroup[] types() default {};

    /** Which input port's columns an expression or column name is about, or {@link #BOTH_SIDES}. */
    String port() default "in";

    /**
     * In place of a port: the columns of the ports {@code left} and {@code right}, behind what the settings
     * {@code leftPrefix} and {@code rightPrefix} put before their names.
     */
    String BOTH_SIDES = "left and right";
}
