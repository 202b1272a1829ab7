package dev.tailrace.designer.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.designer.commands.ChangeTests;
import dev.tailrace.designer.commands.ChangeTests.Edit;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Edits of the tests of one pipeline, as commands. Knows no toolkit. */
final class TestEdits {
    private final Pipeline pipeline;
    private final List<PipelineTest> tests;

    TestEdits(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.tests = new ArrayList<>(pipeline.attachments().tests());
    }

    /** Which rows of a test. */
    enum Side {
        GIVEN,
        EXPECTED;

        Map<String, List<ObjectNode>> of(PipelineTest test) {
            return this == GIVEN ? test.inputs() : test.expected();
        }

        private PipelineTest with(PipelineTest test, Map<String, List<ObjectNode>> ports) {
            return this == GIVEN
                    ? new PipelineTest(test.name(), test.parameters(), ports, test.expected(), test.extra())
                    : new PipelineTest(test.name(), test.parameters(), test.inputs(), ports, test.extra());
        }
    }

    /** Adds a test without rows, at the end. */
    ChangeTests add(String name) {
        String free = free(name);
        tests.add(new PipelineTest(free, Map.of(), Map.of(), Map.of(), Map.of()));
        return command(Edit.ADD, free);
    }

    /** Puts a copy behind a test. */
    ChangeTests duplicate(int test) {
        PipelineTest copied = tests.get(test);
        String free = free(copied.name());
        tests.add(test + 1, named(copied, free));
        return command(Edit.DUPLICATE, copied.name());
    }

    ChangeTests delete(int test) {
        return command(Edit.DELETE, tests.remove(test).name());
    }

    /** Renames a test; a number is put behind a name that another one has. */
    ChangeTests rename(int test, String name) {
        PipelineTest before = tests.get(test);
        if (!name.isBlank() && !name.equals(before.name())) {
            tests.set(test, named(before, free(name.strip())));
        }
        return command(Edit.RENAME, before.name());
    }

    /** Gives a port other rows, in the place of those that it has. */
    ChangeTests port(int test, Side side, String port, List<ObjectNode> rows) {
        PipelineTest before = tests.get(test);
        Map<String, List<ObjectNode>> ports = new LinkedHashMap<>(side.of(before));
        ports.put(port, rows);
        tests.set(test, side.with(before, ports));
        return command(side == Side.GIVEN ? Edit.RECORD : Edit.EXPECT, before.name());
    }

    /** Adds a test that has rows of one port only. */
    ChangeTests addWith(String name, Side side, String port, List<ObjectNode> rows) {
        add(name);
        return port(tests.size() - 1, side, port, rows);
    }

    /** Leaves a port out of a test. */
    ChangeTests withoutPort(int test, Side side, String port) {
        PipelineTest before = tests.get(test);
        Map<String, List<ObjectNode>> ports = new LinkedHashMap<>(side.of(before));
        ports.remove(port);
        tests.set(test, side.with(before, ports));
        return command(Edit.ROWS, before.name());
    }

    /** @param value null for a cell of which the test says nothing */
    ChangeTests cell(int test, Side side, String port, int row, String column, @Nullable JsonNode value) {
        return rows(test, side, port, rows -> {
            ObjectNode changed = rows.get(row).deepCopy();
            if (value == null) {
                changed.remove(column);
            } else {
                changed.set(column, value);
            }
            rows.set(row, changed);
            return rows;
        });
    }

    /** Puts rows behind those of a port. */
    ChangeTests append(int test, Side side, String port, List<ObjectNode> more) {
        return rows(test, side, port, rows -> {
            rows.addAll(more);
            return rows;
        });
    }

    ChangeTests appendEmpty(int test, Side side, String port) {
        return append(test, side, port, List.of(JsonNodeFactory.instance.objectNode()));
    }

    ChangeTests removeRows(int test, Side side, String port, Set<Integer> positions) {
        return rows(test, side, port, rows -> {
            List<ObjectNode> left = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (!positions.contains(i)) {
                    left.add(rows.get(i));
                }
            }
            return left;
        });
    }

    private ChangeTests rows(int test, Side side, String port, UnaryOperator<List<ObjectNode>> edit) {
        PipelineTest before = tests.get(test);
        Map<String, List<ObjectNode>> ports = new LinkedHashMap<>(side.of(before));
        ports.put(port, edit.apply(new ArrayList<>(ports.getOrDefault(port, List.of()))));
        tests.set(test, side.with(before, ports));
        return command(Edit.ROWS, before.name());
    }

    private ChangeTests command(Edit edit, String name) {
        return new ChangeTests(tests, edit, name, null);
    }

    private static PipelineTest named(PipelineTest test, String name) {
        return new PipelineTest(name, test.parameters(), test.inputs(), test.expected(), test.extra());
    }

    /** The name, with a number behind it if a test has it already. */
    private String free(String name) {
        Set<String> taken =
                pipeline.attachments().tests().stream().map(PipelineTest::name).collect(Collectors.toSet());
        String stem = name.replaceFirst(" \\d+$", "");
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = stem + " " + number;
        }
        return free;
    }
}
