package dev.tailrace.operator;

/** Reads no row: the source ends before its first. */
public record NoRows() implements Source.Reader {
    /** A source of none. */
    public static Source source() {
        return new OnePartition("none", NoRows::new);
    }

    @Override
    public Poll poll(Outlet out) {
        return Poll.END;
    }

    @Override
    public String offset() {
        return "";
    }

    @Override
    public void seek(String offset) {
        // There is one place only.
    }

    @Override
    public void close() {}
}
