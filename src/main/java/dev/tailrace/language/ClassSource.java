package dev.tailrace.language;

import dev.tailrace.data.DataType;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * The source of one generated class: constants, scratch fields, and methods that loop over the rows of a batch. Equal
 * expressions over equal columns give equal sources, which is what compiled classes are cached by.
 */
final class ClassSource {
    static final String CLASS_NAME = "dev.tailrace.language.generated.Compiled";

    private final StringBuilder constants = new StringBuilder();
    private final StringBuilder fields = new StringBuilder();
    private final StringBuilder methods = new StringBuilder();
    private final Schema input;
    private final Map<String, String> constantNames = new java.util.HashMap<>();
    private int names;
    private int places;

    ClassSource(Schema input) {
        this.input = input;
    }

    String fresh(String prefix) {
        return prefix + names++;
    }

    String constant(String type, String initial) {
        return constantNames.computeIfAbsent(type + " " + initial, key -> {
            String name = fresh("K");
            constants
                    .append("  private static final %s %s = ".formatted(type, name))
                    .append(initial)
                    .append(";\n");
            return name;
        });
    }

    String field(String type, String initial) {
        String name = fresh("x");
        fields.append("  private final %s %s = %s;\n".formatted(type, name, initial));
        return name;
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                quoted.append(c);
            } else {
                // Unicode escapes are replaced before Java is read, so line ends must not be written with them.
                quoted.append(c < 128 ? String.format("\\%03o", (int) c) : String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /** A class that implements {@link RowFilter}. */
    static String filter(Expression condition) {
        ClassSource source = new ClassSource(condition.input());
        RowCode code = new RowCode(source, condition.environment());
        Term term = new Translation(code, condition.input()).term(condition.rex());
        source.methods
                .append("  public int filter(Batch batch, int[] selection) {\n")
                .append("    int count = 0;\n");
        source.loop(code, "", "selection[count] = r;\n      if (" + term.value() + ") count++;\n", "");
        source.methods.append("    return count;\n  }\n");
        return source.text("RowFilter");
    }

    /**
     * A class that implements {@link Projection}.
     *
     * @param perMethod expressions that share a loop
     */
    static String projection(List<Expression> expressions, Schema input, int perMethod) {
        ClassSource source = new ClassSource(input);
        StringBuilder calls = new StringBuilder();
        List<Integer> computed = new java.util.ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            Scaling scaling = Scaling.of(expressions.get(i));
            if (expressions.get(i).rex() instanceof RexInputRef ref) {
                calls.append("    out[%d] = batch.column(%d);\n".formatted(i, ref.getIndex()));
            } else if (scaling != null) {
                calls.append(source.scaled(scaling, i));
            } else {
                computed.add(i);
            }
        }
        for (int from = 0; from < computed.size(); from += perMethod) {
            List<Integer> group = computed.subList(from, Math.min(computed.size(), from + perMethod));
            calls.append("    part%d(batch, size, out, room);\n".formatted(from));
            source.part(from, group, expressions);
        }
        source.methods
                .append("  public Column[] evaluate(Batch batch, ColumnRoom room) {\n")
                .append("    Column[] out = new Column[%d];\n".formatted(expressions.size()))
                .append("    int size = Rows.positions(batch);\n")
                .append(calls)
                .append("    return out;\n  }\n");
        return source.text("Projection");
    }

    /** A column that is another one times a constant: no rows of their own, but loops that are there already. */
    private String scaled(Scaling scaling, int index) {
        return """
                    long[] oh%1$d = room.longs(%2$d, size); long[] o%1$d = room.longs(%3$d, size);
                    Products.of(%4$s, ((Column.%5$s) batch.column(%6$d)).%7$s, batch.selection(), batch.first(),
                        batch.first() + batch.rows(), oh%1$d, o%1$d);
                    out[%1$d] = new Column.Decimals(%8$s, size, o%1$d, oh%1$d, null);
                """
                .formatted(
                        index,
                        places++,
                        places++,
                        Translation.integer(Term.Carrier.LONG, scaling.factor()),
                        scaling.isDecimal() ? "Decimals" : "Longs",
                        scaling.column(),
                        scaling.isDecimal() ? "low" : "values",
                        typeConstant(scaling.type()));
    }

    private void part(int name, List<Integer> group, List<Expression> expressions) {
        RowCode code = new RowCode(this, expressions.get(group.get(0)).environment());
        Translation translation = new Translation(code, input);
        StringBuilder before = new StringBuilder();
        StringBuilder lending = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int index : group) {
            Expression expression = expressions.get(index);
            RexNode rex = expression.rex();
            Term kept = KeptCondition.of(translation, rex);
            Term term = kept == null ? translation.term(rex) : kept;
            boolean isNullable = rex.getType().isNullable();
            before.append("    ")
                    .append(allocation(term, expression.type(), index))
                    .append('\n');
            before.append("    long[] on%d = null;\n".formatted(index));
            String flag = term.isNull();
            if (flag == null) {
                code.line(store(term, index));
            } else if (isNullable) {
                code.line(
                        "if (%s) { if (on%d == null) on%d = room.nulls(%d, size); Rows.markNull(on%d, r); } else { %s }"
                                .formatted(flag, index, index, places++, index, store(term, index)));
            } else {
                code.line("if (%s) Rows.failOnNull(); %s".formatted(flag, store(term, index)));
            }
            int lender = term.carrier() == Term.Carrier.TEXT ? onlyText(expression) : -1;
            if (lender >= 0) {
                lending.append("    o%d.lend(c%d);\n".formatted(index, lender));
            }
            after.append("    out[%d] = %s;\n".formatted(index, column(term, expression.type(), index)));
        }
        methods.append("  private void part%d(Batch batch, int size, Column[] out, ColumnRoom room) {\n"
                        .formatted(name))
                .append(before);
        loop(code, lending.toString(), "", after.toString());
        methods.append("  }\n");
    }

    /** The only column of texts that the expression reads, or -1: its results may be parts of it. */
    private int onlyText(Expression expression) {
        int found = -1;
        BitSet columns = expression.columns();
        for (int i = columns.nextSetBit(0); i >= 0; i = columns.nextSetBit(i + 1)) {
            if (input.field(i).type().is(TypeKind.STRING)) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private String allocation(Term term, DataType type, int index) {
        return switch (term.carrier()) {
            case TEXT -> "TextColumn o%d = room.texts(%d, size);".formatted(index, places++);
            case WIDE ->
                "long[] oh%d = room.longs(%d, size); long[] o%d = room.longs(%d, size);"
                        .formatted(index, places++, index, places++);
            case NESTED ->
                "NestedColumn o%d = room.nested(%d, size, %s);".formatted(index, places++, typeConstant(type));
            default ->
                "%s[] o%d = room.%ss(%d, size);".formatted(term.carrier().java, index, term.carrier().java, places++);
        };
    }

    private static String store(Term term, int index) {
        return switch (term.carrier()) {
            case TEXT, NESTED -> "o%d.set(r, %s);".formatted(index, term.arguments());
            case WIDE ->
                "oh%d[r] = %s; o%d[r] = %s;"
                        .formatted(
                                index, term.parts().get(0), index, term.parts().get(1));
            default -> "o%d[r] = %s;".formatted(index, term.value());
        };
    }

    private String column(Term term, DataType type, int index) {
        String rest = "size, o%d, on%d)".formatted(index, index);
        return switch (term.carrier()) {
            case BOOLEAN -> "new Column.Booleans(" + rest;
            case INT -> "new Column.Ints(" + typeConstant(type) + ", " + rest;
            case LONG -> "new Column.Longs(" + typeConstant(type) + ", " + rest;
            case FLOAT -> "new Column.Floats(" + rest;
            case DOUBLE -> "new Column.Doubles(" + rest;
            case DECIMAL ->
                "new Column.Decimals(%s, size, o%d, null, on%d)".formatted(typeConstant(type), index, index);
            case WIDE ->
                "new Column.Decimals(%s, size, o%d, oh%d, on%d)".formatted(typeConstant(type), index, index, index);
            case TEXT -> "o%d.build(%s, on%d)".formatted(index, typeConstant(type), index);
            // It knows of its nulls itself.
            case NESTED -> "o%d.build()".formatted(index);
        };
    }

    /** The name of a constant that holds the type. */
    String typeConstant(DataType type) {
        String java =
                switch (type.kind()) {
                    case DECIMAL -> "DataType.decimal(%d, %d)".formatted(type.precision(), type.scale());
                    case TIME -> "DataType.time(%d)".formatted(type.precision());
                    case TIMESTAMP -> "DataType.timestamp(%d)".formatted(type.precision());
                    case TIMESTAMP_LTZ -> "DataType.timestampLtz(%d)".formatted(type.precision());
                    case ARRAY, MAP, ROW ->
                        "NestedValue.type(" + quote(NestedTypes.limited(type).toString()) + ")";
                    default -> "DataType." + type.kind().name();
                };
        return constant("DataType", java);
    }

    /** Binds the columns that the code reads and loops over the rows of the batch. */
    private void loop(RowCode code, String before, String atEnd, String after) {
        code.columns().forEach((index, term) -> methods.append(binding(index, term)));
        methods.append(before)
                .append("    int[] selection0 = batch.selection();\n")
                .append("    int first = batch.first();\n")
                .append("    int last = first + batch.rows();\n")
                .append("    for (int k = first; k < last; k++) {\n")
                .append("      int r = selection0 == null ? k : selection0[k];\n")
                .append(code.text())
                .append(atEnd.isEmpty() ? "" : "      " + atEnd)
                .append("    }\n")
                .append(after);
    }

    private String binding(int index, Term term) {
        if (term.carrier() == Term.Carrier.NESTED) {
            return "    Column in%d = batch.column(%d);\n".formatted(index, index) + nulls(index);
        }
        String kind =
                switch (term.carrier()) {
                    case BOOLEAN -> "Booleans";
                    case INT -> "Ints";
                    case LONG -> "Longs";
                    case FLOAT -> "Floats";
                    case DOUBLE -> "Doubles";
                    case DECIMAL, WIDE -> "Decimals";
                    case TEXT -> "Bytes";
                    case NESTED -> throw new IllegalStateException(term.type().toString());
                };
        String array = term.carrier() == Term.Carrier.DECIMAL || term.carrier() == Term.Carrier.WIDE
                ? "low"
                : term.carrier() == Term.Carrier.TEXT ? "buffer" : "values";
        StringBuilder text = new StringBuilder();
        text.append("    Column.%s in%d = (Column.%s) batch.column(%d);\n".formatted(kind, index, kind, index));
        text.append("    %s[] c%d = in%d.%s;\n"
                .formatted(term.carrier() == Term.Carrier.TEXT ? "byte" : term.carrier().java, index, index, array));
        if (term.carrier() == Term.Carrier.WIDE) {
            text.append("    long[] h%d = in%d.high;\n".formatted(index, index));
        }
        if (term.carrier() == Term.Carrier.TEXT) {
            text.append("    int[] s%d = in%d.starts; int[] e%d = in%d.ends;\n".formatted(index, index, index, index));
        }
        return text.append(nulls(index)).toString();
    }

    private String nulls(int index) {
        return input.field(index).nullable() ? "    long[] n%d = in%d.nulls;\n".formatted(index, index) : "";
    }

    private String text(String contract) {
        return """
                package dev.tailrace.language.generated;
                import dev.tailrace.data.*;
                import dev.tailrace.language.ColumnRoom;
                import dev.tailrace.language.functions.*;
                public final class Compiled implements dev.tailrace.language.%s {
                """
                        .formatted(contract)
                + constants + fields + methods + "}\n";
    }
}
