package dev.tailrace.language;

import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Reading and making arrays, maps and rows. What is read stays where it lies: an element is a position of the column of
 * elements. What is made is put into a {@code NestedValue}, of which each place in an expression has its own.
 */
final class NestedCode {
    private NestedCode() {}

    /**
     * The value at a position of a column.
     *
     * @param column a Java variable
     * @param at a Java variable
     * @param absent when there is no position, or null for never; the column may be null then
     */
    static Term read(RowCode code, String column, String at, RelDataType type, @Nullable String absent) {
        boolean canBeNull = type.isNullable() || absent != null;
        String flag = "%s.isNull(%s)".formatted(column, at);
        String isNull = canBeNull ? code.local("boolean", absent == null ? flag : absent + " || " + flag) : null;
        Term.Carrier carrier = Term.carrierOf(type);
        List<String> parts =
                switch (carrier) {
                    case BOOLEAN -> {
                        String value = "((Column.Booleans) %s).values[%s]".formatted(column, at);
                        yield List.of(code.local("boolean", isNull == null ? value : "!" + isNull + " && " + value));
                    }
                    case INT -> List.of(value(code, carrier, isNull, "Ints", column, "values[" + at + "]"));
                    case LONG -> List.of(value(code, carrier, isNull, "Longs", column, "values[" + at + "]"));
                    case FLOAT -> List.of(value(code, carrier, isNull, "Floats", column, "values[" + at + "]"));
                    case DOUBLE -> List.of(value(code, carrier, isNull, "Doubles", column, "values[" + at + "]"));
                    case DECIMAL -> List.of(value(code, carrier, isNull, "Decimals", column, "low[" + at + "]"));
                    case WIDE ->
                        List.of(
                                value(code, carrier, isNull, "Decimals", column, "high[" + at + "]"),
                                value(code, carrier, isNull, "Decimals", column, "low[" + at + "]"));
                    case TEXT ->
                        List.of(
                                value(code, carrier, isNull, "Bytes", column, "buffer"),
                                value(code, Term.Carrier.INT, isNull, "Bytes", column, "starts[" + at + "]"),
                                value(code, Term.Carrier.INT, isNull, "Bytes", column, "ends[" + at + "]"));
                    case NESTED -> List.of(column, at);
                };
        return new Term(carrier, type, parts, isNull, null);
    }

    private static String value(
            RowCode code, Term.Carrier carrier, @Nullable String isNull, String storage, String column, String part) {
        String value = "((Column.%s) %s).%s".formatted(storage, column, part);
        return code.local(carrier.java, isNull == null ? value : isNull + " ? " + carrier.zero + " : " + value);
    }

    /** Appends a value to a builder of its type, which is a Java expression. */
    static void append(RowCode code, String builder, Term term) {
        if (term.isNullLiteral()) {
            code.line(builder + ".appendNull();");
            return;
        }
        String storage =
                switch (term.carrier()) {
                    case BOOLEAN -> "Booleans";
                    case INT -> "Ints";
                    case LONG -> "Longs";
                    case FLOAT -> "Floats";
                    case DOUBLE -> "Doubles";
                    case DECIMAL, WIDE -> "Decimals";
                    case TEXT -> "Bytes";
                    case NESTED -> "";
                };
        String run = storage.isEmpty()
                ? "%s.appendFrom(%s);".formatted(builder, term.arguments())
                : "((%sBuilder) %s).append(%s);".formatted(storage, builder, term.arguments());
        code.line(
                term.isNull() == null
                        ? run
                        : "if (%s) %s.appendNull(); else %s".formatted(term.isNull(), builder, run));
    }

    /** The name of a {@code NestedValue} for values of the type. */
    static String room(RowCode code, RelDataType type) {
        String constant = code.owner().typeConstant(Translation.columnType(type));
        return code.owner().field("NestedValue", "new NestedValue(" + constant + ")");
    }

    static Term of(RelDataType type, String room, @Nullable String isNull) {
        return new Term(Term.carrierOf(type), type, List.of(room + ".column", "0"), isNull, null);
    }

    /** What a statement puts into a room, unless an argument is NULL; the statement has %s where the room goes. */
    static Term made(RowCode code, RelDataType type, List<Term> arguments, String statement) {
        String room = room(code, type);
        String isNull = code.nullFlag(arguments);
        String run = String.format(statement, room) + ";";
        code.line(isNull == null ? run : "if (!(" + isNull + ")) { " + run + " }");
        return of(type, room, isNull);
    }

    /** What a condition puts into a room, NULL where the condition is false. */
    static Term madeOrNull(RowCode code, RelDataType type, List<Term> arguments, String condition) {
        String room = room(code, type);
        String any = RowCode.anyNull(arguments);
        String run = "!" + String.format(condition, room);
        return of(type, room, code.local("boolean", any == null ? run : "(" + any + ") || " + run));
    }

    /** A value of any type, NULL among them, as a column and a position. */
    static String single(RowCode code, Term term) {
        if (term.carrier() == Term.Carrier.NESTED && term.isNull() == null) {
            return term.arguments();
        }
        String room = room(code, term.type());
        append(code, room + ".begin()", term);
        code.line(room + ".end();");
        return room + ".column, 0";
    }

    static Term field(Translation translation, RexFieldAccess access) {
        Term row = translation.term(access.getReferenceExpr());
        RelDataType type = access.getField().getType();
        if (row.type().isNullable() && !type.isNullable()) {
            throw new Refusal(null, Problem.error("language.item-not-null", FlinkTypes.name(row.type())));
        }
        if (row.isNullLiteral()) {
            return Translation.nullOf(type);
        }
        RowCode code = translation.code();
        String field = "((RowColumn) %s).field(%d)"
                .formatted(row.parts().get(0), access.getField().getIndex());
        String at = row.parts().get(1);
        // The fields of a row that is null are null too.
        boolean isThere = row.isNull() == null || row.parts().get(0).startsWith("in");
        String column = code.local("Column", isThere ? field : row.isNull() + " ? null : " + field);
        return read(code, column, at, type, row.isNull());
    }

    /** {@code array[number]} and {@code map[key]}. */
    static Term item(Translation translation, RexCall call) {
        RexNode whole = call.getOperands().get(0);
        RelDataType type = whole.getType();
        Term key = translation.term(call.getOperands().get(1));
        boolean isArray = type.getSqlTypeName() == SqlTypeName.ARRAY;
        if (!isArray && type.getSqlTypeName() != SqlTypeName.MAP) {
            throw new Refusal(null, Problem.error("language.item-of-row"));
        }
        RelDataType part = isArray ? NestedTypes.element(type) : NestedTypes.value(type);
        if (!part.isNullable()) {
            throw new Refusal(null, Problem.error("language.item-not-null", FlinkTypes.name(type)));
        }
        Term term = translation.term(whole);
        if (term.isNullLiteral() || key.isNullLiteral()) {
            return Translation.nullOf(part);
        }
        return isArray
                ? element(translation.code(), term, key, part)
                : mapped(translation.code(), whole, term, key, part);
    }

    private static Term element(RowCode code, Term array, Term number, RelDataType part) {
        if (number.type().getSqlTypeName() != SqlTypeName.INTEGER) {
            throw new Refusal(null, Problem.error("language.array-number", FlinkTypes.name(number.type())));
        }
        if (number.constant() instanceof Long constant && constant < 1) {
            throw new Refusal(null, Problem.error("language.array-from-one", constant.toString()));
        }
        return found(
                code,
                array,
                List.of(array, number),
                "Elements.position(%s, %s)".formatted(array.arguments(), number.value()),
                "((ArrayColumn) %s).elements",
                part);
    }

    private static Term mapped(RowCode code, RexNode whole, Term map, Term key, RelDataType part) {
        RelDataType keyType = NestedTypes.key(whole.getType());
        if (whole instanceof RexCall call
                && (call.getOperator().getName().equals("MAP_FROM_ARRAYS")
                        || call.getOperator().getName().equals("MAP_UNION"))) {
            // Flink fails at any row: it expects the map to be of another Java class.
            throw new Refusal(
                    null,
                    Problem.error("language.item-of-call", call.getOperator().getName()));
        }
        if (!NestedTypes.areSame(keyType, key.type())
                || FlinkTypes.isApproximate(keyType)
                || FlinkTypes.isNested(keyType)
                || key.carrier() == Term.Carrier.BOOLEAN
                || key.carrier() == Term.Carrier.WIDE) {
            throw new Refusal(
                    null, Problem.error("language.map-key", FlinkTypes.name(key.type()), FlinkTypes.name(keyType)));
        }
        return found(
                code,
                map,
                List.of(map, key),
                "Entries.find(%s, %s)".formatted(map.arguments(), key.arguments()),
                "((MapColumn) %s).values",
                part);
    }

    private static Term found(
            RowCode code, Term whole, List<Term> arguments, String position, String values, RelDataType part) {
        String isNull = RowCode.anyNull(arguments);
        String at = code.local("int", isNull == null ? position : "(" + isNull + ") ? -1 : " + position);
        String column = code.local(
                "Column", at + " < 0 ? null : " + values.formatted(whole.parts().get(0)));
        return read(code, column, at, part, at + " < 0");
    }

    /** The value at the position that a method finds, NULL where it is negative. */
    static Term at(RowCode code, RelDataType type, List<Term> terms, String method) {
        Term array = terms.get(0);
        return found(code, array, terms, method + "(" + array.arguments() + ")", "((ArrayColumn) %s).elements", type);
    }

    /** ARRAY[...], MAP[...] and ROW(...). */
    static Term constructed(Translation translation, RexCall call) {
        RelDataType type = call.getType();
        RowCode code = translation.code();
        List<RelDataType> children = NestedTypes.children(type);
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < call.getOperands().size(); i++) {
            Term term = translation.term(call.getOperands().get(i));
            terms.add(translation.widened(term, children.get(i % children.size())));
        }
        String room = room(code, type);
        if (type.getSqlTypeName() == SqlTypeName.MAP) {
            return map(code, type, terms, room);
        }
        boolean isArray = type.getSqlTypeName() == SqlTypeName.ARRAY;
        String java = isArray ? "ArrayColumn.Builder" : "RowColumn.Builder";
        String builder = code.local(java, "(" + java + ") " + room + ".begin()");
        for (int i = 0; i < terms.size(); i++) {
            append(code, builder + (isArray ? ".elements()" : ".field(" + i + ")"), terms.get(i));
        }
        code.line(builder + (isArray ? ".endArray(); " : ".endRow(); ") + room + ".end();");
        return of(type, room, null);
    }

    /** By way of arrays, since keys may come again. */
    private static Term map(RowCode code, RelDataType type, List<Term> terms, String room) {
        if (!NestedTypes.haveEquals(NestedTypes.key(type))) {
            throw new Refusal(null, Problem.error("language.type-not-offered", FlinkTypes.name(type)));
        }
        List<String> sides = new ArrayList<>();
        for (int side = 0; side < 2; side++) {
            String element = code.owner()
                    .typeConstant(
                            Translation.columnType(NestedTypes.children(type).get(side)));
            String array = code.owner().field("NestedValue", "new NestedValue(DataType.array(" + element + "))");
            String builder = code.local("ArrayColumn.Builder", "(ArrayColumn.Builder) " + array + ".begin()");
            for (int i = side; i < terms.size(); i += 2) {
                append(code, builder + ".elements()", terms.get(i));
            }
            code.line(builder + ".endArray(); " + array + ".end();");
            sides.add(array + ".column, 0");
        }
        code.line("Entries.ofArrays(%s, %s, %s);".formatted(sides.get(0), sides.get(1), room));
        return of(type, room, null);
    }

    /** {@code =} and {@code <>} of values that are not NULL, as a Java expression. */
    static String comparison(SqlKind kind, Term left, Term right) {
        boolean isEquality = kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS;
        if (!isEquality || !NestedTypes.areSame(left.type(), right.type()) || !NestedTypes.areComparable(left.type())) {
            throw new Refusal(
                    null,
                    Problem.error(
                            "language.incomparable", FlinkTypes.name(left.type()), FlinkTypes.name(right.type())));
        }
        return (kind == SqlKind.EQUALS ? "" : "!")
                + "Equality.equal(%s, %s)".formatted(left.arguments(), right.arguments());
    }
}
