package dev.tailrace.language;

/** A row that an expression cannot be computed for. The message is a sentence without the row's place. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    /** @param index position of the row in the batch's columns */
    public EvaluationException(int index, String message, Throwable cause) {
        super(message, cause);
        this.index = index;
    }

    public int index() {
        return index;
    }
}
