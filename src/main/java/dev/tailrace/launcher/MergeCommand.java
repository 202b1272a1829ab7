package dev.tailrace.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tailrace.data.Problem;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.versions.PipelineMerge;
import dev.tailrace.model.versions.PipelineMerge.Conflict;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code tailrace merge BASE OURS THEIRS [-o OUT]}: makes one pipeline of two that were edited apart, and writes it over
 * OURS, as git wants it of a merge driver. What both sides have changed differently is told and stays as ours has it; the
 * exit code is then 1, and git leaves the file to be looked at. It is a whole pipeline in any case.
 */
final class MergeCommand implements Subcommand {
    @Override
    public String name() {
        return "merge";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line = CommandLine.parse(PipelineFiles.withLongOut(arguments), Set.of("out"), Set.of());
        if (line.words().size() != 3) {
            throw new UsageException(line.words().size() < 3 ? "usage.missing" : "usage.too-many", "BASE OURS THEIRS");
        }
        Catalogue catalogue = Catalogue.load();
        PipelineFiles files = new PipelineFiles(catalogue, terminal);
        Pipeline base = files.version(line.words().get(0));
        Pipeline ours = files.version(line.words().get(1));
        Pipeline theirs = files.version(line.words().get(2));
        if (base == null || ours == null || theirs == null) {
            return Exit.BAD_INPUT;
        }
        PipelineMerge merge = PipelineMerge.of(base, ours, theirs);
        Path out = Path.of(
                line.has("out")
                        ? String.valueOf(line.value("out"))
                        : line.words().get(1));
        try {
            PipelineJson.write(merge.merged(), out);
        } catch (IOException broken) {
            terminal.say("cannot-write", out.toString(), terminal.why(broken));
            return Exit.BAD_INPUT;
        }
        merge.renamed().forEach((id, fresh) -> terminal.say("merge.renamed", id, fresh));
        merge.conflicts().forEach(conflict -> tell(conflict, merge.merged(), terminal));
        List<Problem> broken = onlyTogether(catalogue, PipelineFiles.folderOf(out), merge.merged(), ours, theirs);
        broken.forEach(problem -> terminal.say(
                "merge.together",
                PipelineFiles.where(problem, merge.merged()) + terminal.texts().of(problem)));
        return merge.isClean() && broken.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    /** Errors that neither side has on its own, such as two wires into a port that takes one. */
    private static List<Problem> onlyTogether(
            Catalogue catalogue, Path folder, Pipeline merged, Pipeline ours, Pipeline theirs) {
        PipelineCheck check = new PipelineCheck(catalogue);
        SubPipelineFiles files = new SubPipelineFiles();
        Set<String> known = new HashSet<>();
        for (Pipeline side : List.of(ours, theirs)) {
            check.check(side, folder, Map.of(), files.read(side, folder))
                    .problems()
                    .forEach(problem -> known.add(key(problem)));
        }
        return check.check(merged, folder, Map.of(), files.read(merged, folder)).problems().stream()
                .filter(problem -> problem.isError() && !known.contains(key(problem)))
                .toList();
    }

    private static String key(Problem problem) {
        return problem.code() + " " + problem.node() + " " + problem.place();
    }

    private static void tell(Conflict conflict, Pipeline merged, Terminal terminal) {
        String subject = merged.node(conflict.id()).map(Node::name).orElse(conflict.id());
        String what = (subject + " " + conflict.pointer()).strip();
        terminal.say("merge.conflict", what, text(conflict.ours(), terminal), text(conflict.theirs(), terminal));
    }

    private static String text(@Nullable JsonNode value, Terminal terminal) {
        return value == null ? terminal.texts().get("launcher.merge.absent") : value.toString();
    }
}
