package dev.tailrace.launcher;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.watch.Figures;
import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveNode;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LiveRun;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.runtime.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run as a table in a terminal, redrawn in place: one line an operator. */
final class RunTable implements RunDisplay {
    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final int BAR_CELLS = 10;
    private static final int PROGRESS_CELLS = 40;
    private static final int MIN_WIDTH_FOR_BUSY_BAR = 100;
    private static final int STATE_CELLS = 11;

    /** Of all columns but the names, with that of the state. */
    private static final int CELLS_WITH_STATE = 93;

    private static final double BUSY_ENOUGH_TO_WARN = 0.9;

    private enum Ink {
        PLAIN(""),
        BOLD("\u001b[1m"),
        MUTED("\u001b[2m"),
        WARN("\u001b[33m"),
        ERROR("\u001b[31m"),
        FLOW("\u001b[36m");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    private final Run run;
    private final Terminal terminal;
    private final Texts texts;
    private final LiveRun live;
    private final long begunNanos = System.nanoTime();
    private int drawn;

    RunTable(Run run, Terminal terminal) {
        this.run = run;
        this.terminal = terminal;
        this.texts = terminal.texts();
        this.live = new LiveRun(run.pipeline(), texts);
    }

    @Override
    public void begin() {
        Pipeline pipeline = run.pipeline().pipeline();
        terminal.out().println();
        terminal.out()
                .println(ink(Ink.BOLD, pipeline.name()) + "  "
                        + ink(
                                Ink.MUTED,
                                texts.get(
                                        "launcher.table.what",
                                        pipeline.nodes().size(),
                                        pipeline.wires().size())));
        show();
    }

    @Override
    public void show() {
        List<String> lines = lines(live.sample(run.telemetry(), run.state().isFinal()));
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append(String.format(Locale.ROOT, UP, drawn));
        }
        for (String line : lines) {
            frame.append(line).append(CLEAR_LINE).append('\n');
        }
        drawn = lines.size();
        terminal.out().print(frame);
        terminal.out().flush();
    }

    @Override
    public void end() {
        show();
    }

    private List<String> lines(LivePicture picture) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  " + progress(picture));
        lines.add("");
        List<Node> nodes = run.pipeline().pipeline().nodes();
        int nameWidth = Math.min(
                28,
                Math.max(
                        8,
                        nodes.stream()
                                .mapToInt(node -> Columns.of(node.name()))
                                .max()
                                .orElse(8)));
        lines.add(ink(Ink.MUTED, header(nameWidth)));
        nodes.forEach(node -> lines.add(line(node, picture, nameWidth)));
        lines.add("");
        causes(picture, lines);
        lines.add("  " + totals(picture));
        return lines;
    }

    private String progress(LivePicture picture) {
        double progress = picture.nodes().values().stream()
                .mapToDouble(LiveNode::progress)
                .filter(share -> share >= 0)
                .average()
                .orElse(-1);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begunNanos);
        String time = String.format(
                Locale.ROOT, "%02d:%02d:%02d", elapsed.toHours(), elapsed.toMinutesPart(), elapsed.toSecondsPart());
        String state = texts.get("launcher.state." + run.state().name().toLowerCase(Locale.ROOT));
        if (progress < 0) {
            return ink(Ink.BOLD, state) + "   " + time;
        }
        int full = (int) Math.round(progress * PROGRESS_CELLS);
        return ink(Ink.FLOW, "\u2501".repeat(full)) + ink(Ink.MUTED, "\u2501".repeat(PROGRESS_CELLS - full)) + "  "
                + ink(Ink.BOLD, Figures.percent(progress, texts.locale())) + "   " + time + "   " + state;
    }

    private String header(int nameWidth) {
        return "  " + Columns.left(texts.get("launcher.table.operator"), nameWidth)
                + Columns.right(texts.get("launcher.table.in"), 10)
                + Columns.right(texts.get("launcher.table.out"), 10)
                + Columns.right(texts.get("launcher.table.rows"), 12) + "   "
                + Columns.left(texts.get("launcher.table.watermark"), 12)
                + Columns.left(texts.get("launcher.table.busy"), busyWidth())
                + state(texts.get("launcher.table.state"), nameWidth)
                + Columns.right(texts.get("launcher.table.late"), 8)
                + Columns.right(texts.get("launcher.table.errors"), 8);
    }

    /** What stands in the column of the state, which is there if there is room. */
    private String state(String text, int nameWidth) {
        boolean fits = terminal.width() >= Math.max(MIN_WIDTH_FOR_BUSY_BAR, nameWidth + CELLS_WITH_STATE);
        return fits ? Columns.right(text, STATE_CELLS) : "";
    }

    private int busyWidth() {
        return terminal.width() >= MIN_WIDTH_FOR_BUSY_BAR ? BAR_CELLS + 7 : 6;
    }

    private String line(Node node, LivePicture picture, int nameWidth) {
        LiveNode state = picture.nodes().get(node.id());
        boolean bottleneck = node.id().equals(picture.bottleneck());
        String name = ink(bottleneck ? Ink.WARN : Ink.PLAIN, Columns.left(node.name(), nameWidth));
        if (state == null) {
            return "  " + name;
        }
        boolean source = run.pipeline().pipeline().wiresTo(node.id()).isEmpty();
        boolean sink = run.pipeline().pipeline().wiresFrom(node.id()).isEmpty();
        return "  " + name
                + Columns.right(source ? "" : Figures.compact(state.rowsInPerSecond(), texts.locale()), 10)
                + Columns.right(sink ? "" : Figures.compact(state.rowsOutPerSecond(), texts.locale()), 10)
                + Columns.right(texts.get("launcher.count", sink ? state.rowsIn() : state.rowsOut()), 12) + "   "
                + Columns.left(watermark(node, picture), 12) + busy(state)
                + state(state.stateRows() == 0 ? "" : Figures.compact(state.stateRows(), texts.locale()), nameWidth)
                + Columns.right(texts.get("launcher.count", state.late()), 8)
                + ink(
                        state.errors() > 0 ? Ink.ERROR : Ink.PLAIN,
                        Columns.right(texts.get("launcher.count", state.errors()), 8));
    }

    private String watermark(Node node, LivePicture picture) {
        List<Wire> outgoing = run.pipeline().pipeline().wiresFrom(node.id());
        List<Wire> wires = outgoing.isEmpty() ? run.pipeline().pipeline().wiresTo(node.id()) : outgoing;
        LiveWire wire = wires.isEmpty() ? null : picture.wires().get(wires.get(0));
        if (wire == null) {
            return "";
        }
        String said = texts.get("designer.watch.watermark", "");
        return wire.detail().startsWith(said) ? wire.detail().substring(said.length()) : wire.detail();
    }

    private String busy(LiveNode state) {
        String percent = Columns.right(Figures.percent(state.busy(), texts.locale()), 6);
        if (terminal.width() < MIN_WIDTH_FOR_BUSY_BAR) {
            return percent;
        }
        int full = (int) Math.round(Math.min(1, state.busy()) * BAR_CELLS);
        Ink ink = state.busy() >= BUSY_ENOUGH_TO_WARN ? Ink.WARN : Ink.FLOW;
        return ink(ink, "\u25ae".repeat(full)) + ink(Ink.MUTED, "\u25ae".repeat(BAR_CELLS - full)) + percent + " ";
    }

    private void causes(LivePicture picture, List<String> lines) {
        String bottleneck = picture.bottleneck();
        if (bottleneck != null) {
            String name =
                    run.pipeline().pipeline().node(bottleneck).map(Node::name).orElse(bottleneck);
            LiveNode state = picture.nodes().get(bottleneck);
            String busy = state == null ? "" : Figures.percent(state.busy(), texts.locale());
            lines.add("  " + ink(Ink.WARN, "\u25b2 ")
                    + texts.get("launcher.table.bottleneck", name, busy, picture.slowed()));
        }
        for (Node node : run.pipeline().pipeline().nodes()) {
            LiveNode state = picture.nodes().get(node.id());
            if (state != null && state.errors() > 0) {
                lines.add("  " + ink(Ink.ERROR, "\u25cf ")
                        + texts.get("launcher.table.failed-rows", node.name(), state.errors()));
            }
        }
    }

    private String totals(LivePicture picture) {
        java.lang.Runtime jvm = java.lang.Runtime.getRuntime();
        long usedMiB = (jvm.totalMemory() - jvm.freeMemory()) >> 20;
        return texts.get(
                "launcher.table.totals",
                Figures.compact(picture.sourceRowsPerSecond(), texts.locale()),
                picture.sourceRows(),
                usedMiB,
                jvm.maxMemory() >> 20);
    }

    private String ink(Ink ink, String text) {
        return terminal.colour() && !ink.code.isEmpty() ? ink.code + text + "\u001b[0m" : text;
    }
}
