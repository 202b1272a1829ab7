package dev.tailrace.language;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts of arrays, maps and rows: of each value inside, with the casts of its type. */
final class NestedCasts {
    private NestedCasts() {}

    /** Whether Flink casts between the types, one of which is nested, and we as it does. */
    static boolean areKnown(RelDataType from, RelDataType to) {
        if (FlinkTypes.isText(to)) {
            return FlinkTypes.dataType(from) != null;
        }
        List<RelDataType> before = NestedTypes.children(from);
        List<RelDataType> after = NestedTypes.children(to);
        if (from.getSqlTypeName() != to.getSqlTypeName() || before.size() != after.size() || isDoubtfulKey(from, to)) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            RelDataType inner = before.get(i);
            // Flink leaves NULL where the type says there is none, and fails to plan rows in collections as texts.
            boolean isRefused = inner.isNullable() && !after.get(i).isNullable()
                    || !from.isStruct() && inner.isStruct() && FlinkTypes.isText(after.get(i));
            if (isRefused || !Conversion.isKnown(inner, after.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Keys that were different must stay so. */
    private static boolean isDoubtfulKey(RelDataType from, RelDataType to) {
        if (from.getSqlTypeName() != SqlTypeName.MAP) {
            return false;
        }
        RelDataType key = NestedTypes.key(from);
        boolean isCounted = FlinkTypes.isInteger(key) && FlinkTypes.isText(NestedTypes.key(to));
        return !isCounted && !NestedTypes.areSame(key, NestedTypes.key(to));
    }

    static Term convert(RowCode code, Term term, RelDataType to) {
        if (NestedTypes.areSame(term.type(), to)) {
            return new Term(Term.Carrier.NESTED, to, term.parts(), term.isNull(), null);
        }
        String room = NestedCode.room(code, to);
        code.open(term.isNull() == null ? "" : "if (!(" + term.isNull() + "))");
        switch (to.getSqlTypeName()) {
            case ARRAY -> array(code, term, to, room);
            case MAP -> map(code, term, to, room);
            default -> row(code, term, to, room);
        }
        code.close();
        return NestedCode.of(to, room, term.isNull());
    }

    private static void array(RowCode code, Term term, RelDataType to, String room) {
        String builder = begin(code, "ArrayColumn.Builder", room);
        String at = openLoop(code, "ArrayColumn", term);
        cast(code, term, "elements", at, NestedTypes.element(term.type()), NestedTypes.element(to), builder + ".elements()");
        code.close();
        code.line(builder + ".endArray(); " + room + ".end();");
    }

    private static void map(RowCode code, Term term, RelDataType to, String room) {
        String builder = begin(code, "MapColumn.Builder", room);
        String at = openLoop(code, "MapColumn", term);
        cast(code, term, "keys", at, NestedTypes.key(term.type()), NestedTypes.key(to), builder + ".keys()");
        cast(code, term, "values", at, NestedTypes.value(term.type()), NestedTypes.value(to), builder + ".values()");
        code.close();
        code.line(builder + ".endMap(); " + room + ".end();");
    }

    private static void row(RowCode code, Term term, RelDataType to, String room) {
        String builder = begin(code, "RowColumn.Builder", room);
        List<RelDataType> from = NestedTypes.children(term.type());
        for (int i = 0; i < from.size(); i++) {
            Term field = NestedCode.read(code, field(code, term, i), term.parts().get(1), from.get(i), null);
            RelDataType type = NestedTypes.children(to).get(i);
            NestedCode.append(code, builder + ".field(" + i + ")", CastCode.convert(code, field, type));
        }
        code.line(builder + ".endRow(); " + room + ".end();");
    }

    private static String begin(RowCode code, String builder, String room) {
        return code.local(builder, "(" + builder + ") " + room + ".begin()");
    }

    private static String field(RowCode code, Term row, int i) {
        return code.local("Column", "((RowColumn) %s).field(%d)".formatted(row.parts().get(0), i));
    }

    /** A loop over the elements or entries; their position in their columns. */
    private static String openLoop(RowCode code, String storage, Term term) {
        String column = "((" + storage + ") " + term.parts().get(0) + ")";
        String row = "[" + term.parts().get(1) + "]";
        String at = code.fresh("v");
        String end = code.local("int", column + ".ends" + row);
        code.open("for (int %s = %s.starts%s; %s < %s; %s++)".formatted(at, column, row, at, end, at));
        return at;
    }

    private static Term inner(RowCode code, Term term, String part, String at, RelDataType type) {
        String storage = term.type().getSqlTypeName() == SqlTypeName.MAP ? "MapColumn" : "ArrayColumn";
        String column = code.local("Column", "((%s) %s).%s".formatted(storage, term.parts().get(0), part));
        return NestedCode.read(code, column, at, type, null);
    }

    private static void cast(
            RowCode code, Term term, String part, String at, RelDataType from, RelDataType to, String builder) {
        NestedCode.append(code, builder, CastCode.convert(code, inner(code, term, part, at, from), to));
    }

    /** As Flink writes it: {@code [1, NULL]}, {@code {a=1}}, {@code (1, x)}. */
    static Term text(RowCode code, Term term, RelDataType to) {
        String slice = code.owner().field("Slice", "new Slice()");
        code.open(term.isNull() == null ? "" : "if (!(" + term.isNull() + "))");
        code.line(slice + ".clear();");
        switch (term.type().getSqlTypeName()) {
            case ARRAY -> {
                put(code, slice, "[");
                openParts(code, slice, "ArrayColumn", term, "elements");
                code.close();
                put(code, slice, "]");
            }
            case MAP -> {
                put(code, slice, "{");
                String at = openParts(code, slice, "MapColumn", term, "keys");
                put(code, slice, "=");
                put(code, slice, inner(code, term, "values", at, NestedTypes.value(term.type())), to);
                code.close();
                put(code, slice, "}");
            }
            default -> {
                List<RelDataType> types = NestedTypes.children(term.type());
                for (int i = 0; i < types.size(); i++) {
                    put(code, slice, i == 0 ? "(" : ", ");
                    String field = field(code, term, i);
                    put(code, slice, NestedCode.read(code, field, term.parts().get(1), types.get(i), null), to);
                }
                put(code, slice, ")");
            }
        }
        code.close();
        List<String> parts = List.of(slice + ".bytes", slice + ".start", slice + ".end");
        return new Term(Term.Carrier.TEXT, to, parts, term.isNull(), null);
    }

    /** A loop that puts commas between what it puts: elements, or keys. */
    private static String openParts(RowCode code, String slice, String storage, Term term, String part) {
        String at = openLoop(code, storage, term);
        code.open("if (%s > ((%s) %s).starts[%s])"
                .formatted(at, storage, term.parts().get(0), term.parts().get(1)));
        put(code, slice, ", ");
        code.close();
        RelDataType type = NestedTypes.children(term.type()).get(0);
        put(code, slice, inner(code, term, part, at, type), term.type());
        return at;
    }

    private static void put(RowCode code, String slice, String text) {
        String constant = code.owner().constant("byte[]", "Text.utf8(" + ClassSource.quote(text) + ")");
        code.line("%s.append(%s, 0, %s.length);".formatted(slice, constant, constant));
    }

    private static void put(RowCode code, String slice, Term value, RelDataType like) {
        if (value.isNull() != null) {
            code.open("if (" + value.isNull() + ")");
            put(code, slice, "NULL");
            code.otherwise();
        } else {
            code.open("");
        }
        Term text = CastCode.plainText(code, value.notNull(), like);
        code.line("%s.append(%s);".formatted(slice, text.arguments()));
        code.close();
    }
}
