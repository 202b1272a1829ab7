package dev.tailrace.language;

import java.util.function.Predicate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * One argument of a {@link Builtin}.
 *
 * @param name as signatures show it
 * @param many whether it stands for one or more arguments at the end
 */
record Parameter(String name, Kind kind, boolean many) {
    /** The types that an argument may have: those that Flink takes without converting them in ways of its own. */
    enum Kind {
        TEXT(FlinkTypes::isText),
        BOOLEAN(type -> type.getSqlTypeName() == SqlTypeName.BOOLEAN),
        /** INT and smaller. */
        INT(type -> FlinkTypes.isInteger(type) && type.getSqlTypeName() != SqlTypeName.BIGINT),
        /** Any whole number. */
        INTEGER(FlinkTypes::isInteger),
        /** INT or BIGINT: functions of Flink's that take any whole number may fail at smaller ones. */
        WIDE_INTEGER(
                type -> type.getSqlTypeName() == SqlTypeName.INTEGER || type.getSqlTypeName() == SqlTypeName.BIGINT),
        NUMBER(FlinkTypes::isNumber),
        /** What has a form in JSON that needs no choice. */
        JSON(type ->
                FlinkTypes.isText(type) || FlinkTypes.isNumber(type) || type.getSqlTypeName() == SqlTypeName.BOOLEAN),
        TIMESTAMP(FlinkTypes::isTimestamp),
        BYTES(FlinkTypes::isBinary),
        ARRAY(type -> type.getSqlTypeName() == SqlTypeName.ARRAY),
        MAP(type -> type.getSqlTypeName() == SqlTypeName.MAP),
        ANY(type -> true);

        private final Predicate<RelDataType> accepted;

        Kind(Predicate<RelDataType> accepted) {
            this.accepted = accepted;
        }

        boolean accepts(RelDataType type) {
            return accepted.test(type);
        }
    }

    static Parameter text(String name) {
        return new Parameter(name, Kind.TEXT, false);
    }

    static Parameter bool(String name) {
        return new Parameter(name, Kind.BOOLEAN, false);
    }

    static Parameter integer(String name) {
        return new Parameter(name, Kind.INT, false);
    }

    static Parameter anyInteger(String name) {
        return new Parameter(name, Kind.INTEGER, false);
    }

    static Parameter wideInteger(String name) {
        return new Parameter(name, Kind.WIDE_INTEGER, false);
    }

    static Parameter number(String name) {
        return new Parameter(name, Kind.NUMBER, false);
    }

    static Parameter json(String name) {
        return new Parameter(name, Kind.JSON, false);
    }

    static Parameter timestamp(String name) {
        return new Parameter(name, Kind.TIMESTAMP, false);
    }

    static Parameter bytes(String name) {
        return new Parameter(name, Kind.BYTES, false);
    }

    static Parameter array(String name) {
        return new Parameter(name, Kind.ARRAY, false);
    }

    static Parameter map(String name) {
        return new Parameter(name, Kind.MAP, false);
    }

    static Parameter any(String name) {
        return new Parameter(name, Kind.ANY, false);
    }

    Parameter orMore() {
        return new Parameter(name, kind, true);
    }

    String shown() {
        return many ? name + ", " + name + ", …" : name;
    }
}
