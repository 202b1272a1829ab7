package dev.tailrace.proof;

import dev.tailrace.data.Row;
import dev.tailrace.data.RowKind;
import dev.tailrace.data.Texts;
import dev.tailrace.data.json.CellJson;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.Origin.Certainty;
import dev.tailrace.runtime.Origin.Place;
import dev.tailrace.runtime.Origin.Step;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The words for the steps of an origin, and the tree of them as lines of text. Immutable. */
public final class OriginLines {
    private static final int MAX_LINES = 2_000;

    private final Pipeline pipeline;
    private final RowJson json;
    private final Texts texts;

    /** @param zone of the pipeline */
    public OriginLines(Pipeline pipeline, ZoneId zone, Texts texts) {
        this.pipeline = pipeline;
        this.json = new RowJson(zone);
        this.texts = texts;
    }

    /** The node that gave the row, with the output where it is not the usual one. */
    public String node(Step step) {
        String id = step.from().node();
        String name = pipeline.node(id).map(Node::name).orElse(id);
        return step.from().port().equals("out")
                ? name
                : name + " \u00b7 " + step.from().port();
    }

    /** Where a source has read it, else its number among the rows of the node. */
    public String place(Step step) {
        Place place = step.place();
        return place == null
                ? texts.get("proof.origin.row", step.number())
                : texts.get("proof.origin.place", place.partition(), place.number());
    }

    /** {@code +U customer=ada, total=16}. */
    public String values(Step step) {
        StringJoiner values = new StringJoiner(", ");
        json.write(new Row(RowKind.INSERT, step.row().values()), step.schema())
                .properties()
                .forEach(cell -> values.add(cell.getKey() + "=" + CellJson.text(cell.getValue())));
        RowKind kind = step.row().kind();
        return kind == RowKind.INSERT ? values.toString() : kind.shortText() + " " + values;
    }

    /** How the rows below have made it, and how sure that is; empty for a source's row. */
    public String made(Step step) {
        Certainty certainty = step.certainty();
        if (certainty == Certainty.SOURCE) {
            return "";
        }
        long rows = step.rows().size() + step.more();
        String key =
                switch (certainty) {
                    case EXACT -> "exact";
                    case SMALLEST -> "smallest";
                    case ENOUGH -> "enough";
                    case AT_LEAST -> "at-least";
                    default -> "not-followed";
                };
        String said = texts.get("proof.origin." + key, rows, step.candidates());
        return step.more() == 0 ? said : said + " " + texts.get("proof.origin.more", step.more());
    }

    /** The tree, the row itself first, each row below one that it made. */
    public List<String> tree(Step root) {
        List<String> lines = new ArrayList<>();
        add(root, "", "", lines);
        return lines;
    }

    private void add(Step step, String first, String rest, List<String> lines) {
        if (lines.size() >= MAX_LINES) {
            if (lines.size() == MAX_LINES) {
                lines.add("\u2026");
            }
            return;
        }
        lines.add(first + node(step) + "  " + place(step) + "  " + values(step));
        String made = made(step);
        if (!made.isEmpty() && step.certainty() != Certainty.EXACT) {
            lines.add(rest + (step.rows().isEmpty() ? "    " : "\u2502   ") + made);
        }
        for (int i = 0; i < step.rows().size(); i++) {
            boolean last = i == step.rows().size() - 1;
            add(
                    step.rows().get(i),
                    rest + (last ? "\u2514\u2500 " : "\u251c\u2500 "),
                    rest + (last ? "   " : "\u2502  "),
                    lines);
        }
    }
}
