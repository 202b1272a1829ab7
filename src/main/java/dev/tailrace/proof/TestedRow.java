package dev.tailrace.proof;

import dev.tailrace.data.Row;
import java.util.BitSet;

/**
 * A row as a test has it.
 *
 * @param row null where the test says nothing
 * @param said positions of the columns that the test says something of
 */
record TestedRow(Row row, BitSet said) {}
