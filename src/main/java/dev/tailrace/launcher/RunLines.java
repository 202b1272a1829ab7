package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.Figures;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LiveRun;
import dev.tailrace.model.Pipeline;
import dev.tailrace.runtime.Run;
import java.io.PrintStream;
import java.util.Locale;

/** One plain line now and then, where nothing can be redrawn. */
final class RunLines implements RunDisplay {
    private final Run run;
    private final PrintStream out;
    private final Texts texts;
    private final LiveRun live;

    RunLines(Run run, PrintStream out, Texts texts) {
        this.run = run;
        this.out = out;
        this.texts = texts;
        this.live = new LiveRun(run.pipeline(), texts);
    }

    @Override
    public void begin() {
        Pipeline pipeline = run.pipeline().pipeline();
        live.sample(run.telemetry(), false);
        out.println(texts.get(
                "launcher.run.begin",
                pipeline.name(),
                pipeline.nodes().size(),
                pipeline.wires().size()));
    }

    @Override
    public void show() {
        line("launcher.run.line");
    }

    @Override
    public void end() {
        line("launcher.run." + run.state().name().toLowerCase(Locale.ROOT));
    }

    private void line(String key) {
        LivePicture picture = live.sample(run.telemetry(), run.state().isFinal());
        long errors = picture.nodes().values().stream()
                .mapToLong(LivePicture.LiveNode::errors)
                .sum();
        long late = picture.nodes().values().stream()
                .mapToLong(LivePicture.LiveNode::late)
                .sum();
        out.println(texts.get(
                key, picture.sourceRows(), Figures.rate(picture.sourceRowsPerSecond(), texts.locale()), errors, late));
    }
}
