package dev.tailrace.operator;

import dev.tailrace.data.DataType;
import java.util.List;

/**
 * The windows that the rows of a stream are in, one window per row; the last row of a window comes before the watermark
 * reaches the window's end minus 1 ms. As in Flink, the windows of a stream stay known as long as both columns are passed
 * on, be it under other names; where streams are brought together they are not.
 *
 * @param start column of the first moment of the window, a TIMESTAMP by the wall clock; no row is without
 * @param end column of the moment after it; no row is without
 * @param timeType type of the event time that was put into windows: if it is TIMESTAMP_LTZ, the wall clock is that of the
 *     pipeline's time zone
 * @param function what made the windows, as Flink SQL says it without its input; where it is equal, so are the windows
 */
public record WindowColumns(String start, String end, DataType timeType, String function) {
    /** Names of the columns as windows make them; the last one is the event time. */
    public static final String START = "window_start";

    public static final String END = "window_end";
    public static final String TIME = "window_time";

    public static final List<String> ALL = List.of(START, END, TIME);

    /** The same windows in columns of other names. */
    public WindowColumns renamed(String newStart, String newEnd) {
        return new WindowColumns(newStart, newEnd, timeType, function);
    }
}
