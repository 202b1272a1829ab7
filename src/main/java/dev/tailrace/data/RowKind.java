package dev.tailrace.data;

/** What a changelog row does, as in Flink; the codes are the bytes of a batch's kind column. */
public enum RowKind {
    INSERT("+I", 1),
    UPDATE_BEFORE("-U", -1),
    UPDATE_AFTER("+U", 1),
    DELETE("-D", -1);

    private static final RowKind[] BY_CODE = values();

    private final String shortText;
    private final int weight;

    RowKind(String shortText, int weight) {
        this.shortText = shortText;
        this.weight = weight;
    }

    public byte code() {
        return (byte) ordinal();
    }

    public static RowKind ofCode(byte code) {
        return BY_CODE[code];
    }

    /** +1 where the row is added, -1 where it is taken back. */
    public int weight() {
        return weight;
    }

    /** {@code +I}, {@code -U}, {@code +U} or {@code -D}. */
    public String shortText() {
        return shortText;
    }
}
