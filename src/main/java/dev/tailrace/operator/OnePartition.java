package dev.tailrace.operator;

import java.util.List;

/**
 * A bounded source of one partition whose rows are there at once.
 *
 * @param partition its name
 */
public record OnePartition(String partition, Opening opening) implements Source {
    /** Makes the reader of the partition. */
    public interface Opening {
        /** @throws SourceException with a problem fit for people */
        Reader open() throws SourceException;
    }

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
        return List.of(partition);
    }

    @Override
    public Reader open(String name, SourceContext context) throws SourceException {
        return opening.open();
    }
}
