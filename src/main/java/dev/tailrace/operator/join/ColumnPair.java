package dev.tailrace.operator.join;

import dev.tailrace.operator.Setting;
import dev.tailrace.operator.Setting.Kind;

/** A column of each side whose values are equal in rows that belong together. NULL is equal to nothing. */
public record ColumnPair(
        @Setting(kind = Kind.COLUMN, port = JoinShape.LEFT, texts = "join.on") String left,
        @Setting(kind = Kind.COLUMN, port = JoinShape.RIGHT, texts = "join.on") String right) {}
