package dev.tailrace.designer.commands;

import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineTest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Changes the tests of a pipeline.
 *
 * @param tests all of them after the edit
 * @param edit what is done
 * @param name of the test that it is done to
 * @param mergeKey of edits that are one step of undo, or null
 */
public record ChangeTests(List<PipelineTest> tests, Edit edit, String name, @Nullable String mergeKey)
        implements Command {
    /** What is done to a test. */
    public enum Edit {
        ADD,
        DUPLICATE,
        DELETE,
        RENAME,
        RECORD,
        EXPECT,
        ROWS
    }

    public ChangeTests {
        tests = List.copyOf(tests);
    }

    @Override
    public Pipeline apply(Pipeline before) {
        return before.withAttachments(before.attachments().withTests(tests));
    }

    @Override
    public String titleKey() {
        return "designer.command.test-" + edit.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Object> titleArguments() {
        return List.of(name);
    }
}
