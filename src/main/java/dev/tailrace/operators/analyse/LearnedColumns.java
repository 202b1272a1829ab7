package dev.tailrace.operators.analyse;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnNames;
import dev.tailrace.operator.MissingEventTime;
import dev.tailrace.operator.Output;
import dev.tailrace.operator.Placement;
import dev.tailrace.operator.StreamType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator reads that says something of each row by numbers in it, often with what it has learned of the row's
 * key, and the columns that it adds.
 *
 * @param values names of the columns with the numbers
 * @param valuePlaces where the settings name them, for problems
 * @param prefix before the names of the added columns; null or blank for none
 * @param added of any type; {@link LearnedRows} fills DOUBLE and BOOLEAN
 * @param needsTime whether rows have to have an event time
 */
record LearnedColumns(
        List<String> keys,
        List<String> values,
        List<String> valuePlaces,
        @Nullable String prefix,
        List<Field> added,
        boolean needsTime) {

    /** A column that is added; NULL where nothing can be said yet. */
    static Field number(String name) {
        return Field.of(name, DataType.DOUBLE);
    }

    private List<Field> named() {
        String before = prefix == null ? "" : prefix.strip();
        return added.stream().map(field -> field.renamed(before + field.name())).toList();
    }

    /** What leaves {@code out}, with the operator's own problems before those of the columns. */
    Output output(Placement<?> placement, List<Problem> own) {
        StreamType input = placement.input();
        Schema schema = input.schema();
        List<Problem> problems = new ArrayList<>(own);
        problems.addAll(ColumnNames.check(keys, schema, "keys"));
        for (int i = 0; i < values.size(); i++) {
            String place = valuePlaces.get(i);
            Problem unknown = ColumnNames.check(values.get(i), schema, place);
            Field field = schema.field(values.get(i));
            if (unknown != null) {
                problems.add(unknown);
            } else if (field != null && !field.type().kind().isNumeric()) {
                problems.add(Problem.error("operators.learned.not-a-number", field.name(), field.type())
                        .in(place));
            }
        }
        if (needsTime && input.eventTime() == null) {
            problems.add(MissingEventTime.problem("operators.learned.no-event-time", schema));
        }
        Set<String> taken = new HashSet<>(schema.names());
        List<Field> fields = new ArrayList<>(schema.fields());
        for (Field field : named()) {
            Problem twice = ColumnNames.take(field.name(), taken, "prefix");
            if (twice != null) {
                problems.add(twice);
            }
            fields.add(field);
        }
        return problems.stream().anyMatch(Problem::isError)
                ? Output.failed(problems)
                : new Output(Map.of("out", input.withSchema(new Schema(fields))), problems);
    }

    /** The input columns that are read so that these output columns can be computed. */
    Map<String, BitSet> demand(Placement<?> placement, Map<String, BitSet> demanded) {
        Schema schema = placement.input().schema();
        BitSet columns = demanded.getOrDefault("out", new BitSet()).get(0, schema.size());
        keys.forEach(name -> columns.set(schema.indexOf(name)));
        values.forEach(name -> columns.set(schema.indexOf(name)));
        if (needsTime) {
            columns.set(schema.indexOf(time(placement)));
        }
        return Map.of("in", columns);
    }

    /** The name of the event-time column, where there is one. */
    static String time(Placement<?> placement) {
        return Objects.requireNonNull(placement.input().eventTime());
    }
}
