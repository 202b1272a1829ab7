package dev.tailrace.designer.inspector;

import dev.tailrace.data.Field;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.runtime.Preview;
import dev.tailrace.runtime.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a preview is shown: some rows, and for an operator that only drops rows whether each one passes.
 *
 * @param passes by row, or null if the rows are the output
 * @param columns positions in the schema, the most telling first
 */
record PreviewRows(Schema schema, List<Row> rows, @Nullable List<Boolean> passes, List<Integer> columns) {
    /**
     * @param read columns that the settings name, shown first
     * @return null if there is nothing to show
     */
    static @Nullable PreviewRows of(Preview preview, Set<String> read) {
        Sample out = preview.outputs().get("out");
        Sample in = preview.inputs().get("in");
        if (out == null) {
            return null;
        }
        if (in != null && in.schema().equals(out.schema()) && out.rows().size() <= in.rows().size()) {
            List<Boolean> passes = passes(in.rows(), out.rows());
            if (passes != null) {
                return new PreviewRows(in.schema(), in.rows(), passes, columns(in.schema(), null, read));
            }
        }
        return new PreviewRows(
                out.schema(), out.rows(), null, columns(out.schema(), in == null ? null : in.schema(), read));
    }

    long passing() {
        return passes == null ? rows.size() : passes.stream().filter(pass -> pass).count();
    }

    /** Which of the rows that entered left again; null if a row left that had not entered. */
    private static @Nullable List<Boolean> passes(List<Row> in, List<Row> out) {
        List<Boolean> passes = new ArrayList<>(in.size());
        int next = 0;
        for (Row row : in) {
            boolean pass = next < out.size() && out.get(next).equals(row);
            next += pass ? 1 : 0;
            passes.add(pass);
        }
        return next == out.size() ? passes : null;
    }

    private static List<Integer> columns(Schema schema, @Nullable Schema before, Set<String> read) {
        List<Integer> told = new ArrayList<>();
        List<Integer> made = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            boolean isNew = before != null && !before.fields().contains(field);
            (isNew ? made : read.contains(field.name()) ? told : others).add(i);
        }
        List<Integer> columns = new ArrayList<>(made);
        columns.addAll(told);
        columns.addAll(others);
        return columns;
    }
}
