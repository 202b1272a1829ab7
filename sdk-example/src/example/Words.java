package example;

import dev.tailrace.sdk.FunctionContext;
import dev.tailrace.sdk.InputRow;
import dev.tailrace.sdk.RowFunction;
import dev.tailrace.sdk.RowOutput;
import java.util.Locale;

/** Makes a row of each word of a text. Columns that leave: word STRING, position INT. */
public final class Words implements RowFunction {
    private String column = "text";
    private int shortest;

    @Override
    public void open(FunctionContext context) {
        column = context.parameter("column", "text");
        shortest = Integer.parseInt(context.parameter("shortest", "1"));
    }

    @Override
    public void process(InputRow row, RowOutput out) {
        String text = row.getString(column);
        if (text == null) {
            return;
        }
        int position = 0;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.length() >= shortest && !word.isEmpty()) {
                out.emit(word, position);
            }
            position++;
        }
    }
}
