package dev.tailrace.operator;

import java.util.List;

/** A source that ends before its first row. */
public record NoRows() implements Source, Source.Reader {
    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public boolean mayWait() {
        return false;
    }

    @Override
    public List<String> partitions() {
        return List.of("none");
    }

    @Override
    public Reader open(String partition, SourceContext context) {
        return this;
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
