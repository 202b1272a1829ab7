package dev.tailrace.operator.aggregate;

import java.nio.ByteBuffer;

/**
 * Numbers of a group, told apart about as well as their places among all of them need it. It depends on the order in which
 * they come and on what is merged when, but not on when it is asked or saved. Single-threaded.
 *
 * @param <S> the sketch itself
 */
interface QuantileSketch<S extends QuantileSketch<S>> {
    /** Adds a number; NaN is greater than all others. */
    void add(double value);

    /** Adds all numbers of another sketch, which stays as it is. */
    void addAll(S other);

    /**
     * About the number at the place {@code fraction * (n - 1)}, counted from 0. There is at least one.
     *
     * @param fraction 0 to 1
     */
    double quantile(double fraction);

    /** How many bytes {@link #write} gives. */
    int bytes();

    void write(ByteBuffer target);
}
