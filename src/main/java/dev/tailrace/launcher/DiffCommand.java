package dev.tailrace.launcher;

import dev.tailrace.designer.canvas.PictureStyle;
import dev.tailrace.designer.canvas.PictureWriter;
import dev.tailrace.designer.versions.ComparedDrawing;
import dev.tailrace.launcher.CommandLine.UsageException;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.versions.PipelineDiff;
import dev.tailrace.operator.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code tailrace diff A B [--report text|json] [-o OUT.svg|OUT.png]}: how two versions of a pipeline differ. Git's own
 * order of seven arguments or more is understood too, as {@code GIT_EXTERNAL_DIFF} calls it.
 */
final class DiffCommand implements Subcommand {
    private static final int OF_GIT = 7;

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws UsageException {
        CommandLine line =
                CommandLine.parse(PipelineFiles.withLongOut(arguments), Set.of("report", "out", "theme"), Set.of());
        List<String> words = line.words();
        boolean git = words.size() >= OF_GIT;
        if (!git && words.size() != 2) {
            throw new UsageException(words.size() < 2 ? "usage.missing" : "usage.too-many", "A B");
        }
        String report = line.has("report") ? String.valueOf(line.value("report")) : "text";
        if (!report.equals("text") && !report.equals("json")) {
            throw new UsageException("usage.diff-report", report);
        }
        boolean dark = PipelineFiles.isDark(line);
        String out = line.value("out");
        if (out != null && !PictureWriter.canWrite(Path.of(out))) {
            throw new UsageException("usage.picture", out);
        }
        String before = words.get(git ? 1 : 0);
        String after = words.get(git ? 4 : 1);
        Catalogue catalogue = Catalogue.load();
        PipelineFiles files = new PipelineFiles(catalogue, terminal);
        Pipeline old = files.version(before);
        Pipeline now = files.version(after);
        if (old == null || now == null) {
            return Exit.BAD_INPUT;
        }
        PipelineDiff diff = PipelineDiff.of(old, now);
        DiffReport printed = new DiffReport(diff, catalogue, terminal);
        if (report.equals("json")) {
            printed.printJson();
        } else {
            printed.print(git ? words.get(0) : before, git ? words.get(0) : after);
        }
        if (out != null && !picture(diff, catalogue, dark, after, Path.of(out), terminal)) {
            return Exit.BAD_INPUT;
        }
        // Git takes any other code for a broken program.
        return diff.isSame() || git ? Exit.DONE : Exit.FAILED;
    }

    private static boolean picture(
            PipelineDiff diff, Catalogue catalogue, boolean dark, String after, Path out, Terminal terminal) {
        ComparedDrawing both = ComparedDrawing.overlaid(diff, catalogue, PipelineFiles.folderOf(Path.of(after)));
        try {
            new PictureWriter(catalogue, terminal.texts())
                    .write(both.checked(), PictureStyle.of(dark).with(both.marks()), out);
            return true;
        } catch (IOException broken) {
            terminal.say("cannot-write", out.toString(), terminal.why(broken));
            return false;
        }
    }
}
