package dev.tailrace.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.runtime.Origin;
import dev.tailrace.runtime.Origin.Place;
import dev.tailrace.runtime.Origin.Step;
import java.time.ZoneId;
import java.util.Locale;

/**
 * An origin as a JSON object: the row with the rows that made it inside, and so on up to the sources. A row that made
 * several others stands below each of them, up to {@value #MAX_STEPS} in all. Immutable.
 */
public final class OriginJson {
    private static final int MAX_STEPS = 20_000;

    private final RowJson rows;
    private final Texts texts;

    /** @param zone of the pipeline */
    public OriginJson(ZoneId zone, Texts texts) {
        this.rows = new RowJson(zone);
        this.texts = texts;
    }

    public ObjectNode write(Origin origin) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Step root = origin.root();
        if (root == null) {
            object.putNull("row");
        } else {
            write(root, object.putObject("row"), new int[1]);
        }
        ArrayNode notes = object.putArray("notes");
        origin.notes().forEach(note -> notes.add(texts.message(note)));
        Problem problem = origin.problem();
        if (problem != null) {
            object.put("problem", texts.message(problem));
        }
        object.put("rowsRead", origin.rowsRead());
        object.put("replays", origin.replays());
        return object;
    }

    private void write(Step step, ObjectNode object, int[] written) {
        written[0]++;
        object.put("from", step.from().toString());
        object.put("number", step.number());
        object.set("values", rows.write(step.row(), step.schema()));
        Place place = step.place();
        if (place != null) {
            ObjectNode at = object.putObject("place");
            at.put("partition", place.partition());
            at.put("row", place.number());
            at.put("readFrom", place.offset());
        }
        object.put("certainty", step.certainty().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.put("candidates", step.candidates());
        if (step.more() > 0) {
            object.put("more", step.more());
        }
        ArrayNode made = object.putArray("madeOf");
        for (Step row : step.rows()) {
            if (written[0] < MAX_STEPS) {
                write(row, made.addObject(), written);
            }
        }
    }
}
