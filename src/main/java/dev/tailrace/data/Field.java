package dev.tailrace.data;

/** A named column of a {@link Schema}. Names are case-sensitive. */
public record Field(String name, DataType type, boolean nullable) {
    public static Field of(String name, DataType type) {
        return new Field(name, type, true);
    }

    public static Field required(String name, DataType type) {
        return new Field(name, type, false);
    }

    public Field renamed(String newName) {
        return new Field(newName, type, nullable);
    }

    /** Type and null constraint as Flink SQL writes them. */
    public String typeText() {
        return nullable ? type.toString() : type + " NOT NULL";
    }

    @Override
    public String toString() {
        return name + " " + typeText();
    }
}
