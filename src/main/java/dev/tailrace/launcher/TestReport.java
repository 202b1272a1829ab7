package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.Texts;
import dev.tailrace.launcher.TestCommand.Tested;
import dev.tailrace.proof.ComparedRow.Verdict;
import dev.tailrace.proof.Outcome;
import dev.tailrace.proof.Outcome.ComparedPort;
import dev.tailrace.proof.Outcome.Status;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Tests that have run, as one JSON object. */
final class TestReport {
    private TestReport() {}

    static String json(List<Tested> tested, Texts texts) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode files = report.putArray("files");
        for (Tested file : tested) {
            ObjectNode object = files.addObject();
            object.put("file", file.file());
            object.put("pipeline", file.pipeline().name());
            ArrayNode tests = object.putArray("tests");
            file.outcomes().forEach(outcome -> write(outcome, tests.addObject(), texts));
        }
        List<Outcome> all =
                tested.stream().flatMap(file -> file.outcomes().stream()).toList();
        for (Status status : Status.values()) {
            report.put(TestLines.word(status), TestLines.count(all, status));
        }
        return report.toString();
    }

    private static void write(Outcome outcome, ObjectNode object, Texts texts) {
        object.put("name", outcome.test());
        object.put("status", TestLines.word(outcome.status()));
        object.put("seconds", seconds(outcome.elapsed()));
        if (!outcome.problems().isEmpty()) {
            ArrayNode problems = object.putArray("problems");
            outcome.problems().forEach(problem -> {
                ObjectNode told = problems.addObject();
                told.put("code", problem.code());
                told.put("node", problem.node());
                told.put("text", texts.of(problem));
            });
        }
        ObjectNode ports = object.putObject("ports");
        for (ComparedPort port : outcome.ports()) {
            ObjectNode counts = ports.putObject(port.port().toString());
            for (Verdict verdict : Verdict.values()) {
                counts.put(verdict.name().toLowerCase(Locale.ROOT), port.count(verdict));
            }
        }
    }

    static double seconds(Duration elapsed) {
        return elapsed.toMillis() / 1e3;
    }
}
