package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.versions.ChangeWords;
import dev.tailrace.model.versions.Change;
import dev.tailrace.model.versions.PipelineDiff;
import dev.tailrace.operator.Catalogue;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints how two versions differ: for people by what has changed, for programs as one JSON object. */
final class DiffReport {
    private final PipelineDiff diff;
    private final Terminal terminal;
    private final PrintStream out;
    private final ChangeWords words;

    DiffReport(PipelineDiff diff, Catalogue catalogue, Terminal terminal) {
        this.diff = diff;
        this.terminal = terminal;
        this.out = terminal.out();
        this.words = new ChangeWords(catalogue, terminal.texts(), diff);
    }

    void print(String before, String after) {
        out.println(before + " \u2192 " + after);
        if (diff.isSame()) {
            out.println(terminal.texts().get("launcher.diff.same"));
            return;
        }
        bySubject(diff.meaning()).values().forEach(this::print);
        List<Change> layout = diff.layout();
        if (!layout.isEmpty()) {
            out.println();
            String what = layout.stream().map(words::subject).distinct().collect(Collectors.joining(", "));
            out.println(terminal.texts().get("launcher.diff.layout", what));
        }
    }

    private static Map<String, List<Change>> bySubject(List<Change> changes) {
        return changes.stream()
                .collect(Collectors.groupingBy(
                        change -> change.part() + " " + change.id() + " " + ChangeWords.sign(change),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private void print(List<Change> ofOne) {
        Change first = ofOne.get(0);
        boolean whole = first.pointer().isEmpty();
        out.println(ChangeWords.sign(first) + " " + words.subject(first) + (whole ? "  " + words.what(first) : ""));
        if (!whole) {
            ofOne.forEach(change -> out.println("    " + words.what(change)));
        }
    }

    void printJson() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("same", diff.isSame());
        report.put("sameMeaning", diff.meaning().isEmpty());
        ArrayNode changes = report.putArray("changes");
        for (Change change : diff.changes()) {
            ObjectNode object = changes.addObject();
            object.put("part", change.part().name().toLowerCase(Locale.ROOT));
            object.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
            object.put("id", change.id());
            object.put("pointer", change.pointer());
            object.put("layout", change.isLayout());
            object.put("text", words.line(change));
            if (change.before() != null) {
                object.set("before", change.before());
            }
            if (change.after() != null) {
                object.set("after", change.after());
            }
        }
        out.println(report);
    }
}
