package dev.tailrace.designer.canvas;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.designer.geometry.Box;
import dev.tailrace.designer.geometry.CanvasModel;
import dev.tailrace.designer.geometry.Drafting;
import dev.tailrace.designer.geometry.Viewport;
import dev.tailrace.designer.pen.Colours;
import dev.tailrace.designer.pen.Glyphs;
import dev.tailrace.designer.pen.Java2dPen;
import dev.tailrace.designer.pen.Pen;
import dev.tailrace.designer.pen.Png;
import dev.tailrace.designer.pen.SvgPen;
import dev.tailrace.designer.pen.Typefaces;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.CheckedNode;
import dev.tailrace.operator.graph.CheckedPipeline;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes pictures of pipelines, as the canvas shows them, without a screen. */
public final class PictureWriter {
    private static final double MARGIN = 40;

    /** Units of the canvas; a drawing that is larger is drawn as from afar, without grid and details. */
    private static final double FAR = 40_000;

    /** On either side; a larger drawing is shown smaller. */
    private static final int MOST_PIXELS = 16_384;

    /** So much of them is 256 MiB while the picture is made. */
    private static final double MOST_PIXELS_IN_ALL = 64e6;

    private static final Box EMPTY = new Box(0, 0, 320, 160);

    private final Texts texts;
    private final Catalogue catalogue;
    private final Typefaces faces = new Typefaces();
    private final Glyphs glyphs = new Glyphs();

    public PictureWriter(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /** Whether the file's name says a format that can be written. */
    public static boolean canWrite(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".svg");
    }

    /**
     * Writes a picture in the format that the file's name ends with, at twice the size of the canvas for PNG.
     *
     * @throws IllegalArgumentException unless {@link #canWrite} the file
     */
    public void write(CheckedPipeline checked, boolean dark, Path file) throws IOException {
        write(checked, PictureStyle.of(dark), file);
    }

    /** As {@link #write(CheckedPipeline, boolean, Path)}, in a style of its own. */
    public void write(CheckedPipeline checked, PictureStyle style, Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".svg")) {
            Files.writeString(file, svg(checked, style));
        } else if (name.endsWith(".png")) {
            Png.write(image(checked, style, MOST_PIXELS, MOST_PIXELS), file);
        } else {
            throw new IllegalArgumentException(file.toString());
        }
    }

    /** The picture as an SVG document. */
    public String svg(CheckedPipeline checked, boolean dark) {
        return svg(checked, PictureStyle.of(dark));
    }

    private String svg(CheckedPipeline checked, PictureStyle style) {
        SvgPen pen = new SvgPen(glyphs, faces);
        CanvasModel model = model(checked);
        Box part = part(model);
        double zoom = zoom(part);
        double width = part.width() * zoom;
        double height = part.height() * zoom;
        paint(pen, checked, model, style, viewport(part, zoom), width, height);
        return pen.document(width, height);
    }

    /** The picture in pixels. */
    public BufferedImage image(CheckedPipeline checked, boolean dark) {
        return image(checked, dark, Integer.MAX_VALUE);
    }

    /** @param most pixels on the longer side, for which the picture is made smaller if need be */
    public BufferedImage image(CheckedPipeline checked, boolean dark, int most) {
        return image(checked, PictureStyle.of(dark), most, most);
    }

    /** In a style of its own, made smaller if need be to fit into a room of so many pixels. */
    public BufferedImage image(CheckedPipeline checked, PictureStyle style, int mostWidth, int mostHeight) {
        CanvasModel model = model(checked);
        Box part = part(model);
        double zoom = zoom(part);
        double partWidth = part.width() * zoom;
        double partHeight = part.height() * zoom;
        double scale = Math.min(style.pixelsPerUnit(), Math.min(mostWidth / partWidth, mostHeight / partHeight));
        scale = Math.min(scale, Math.sqrt(MOST_PIXELS_IN_ALL / (partWidth * partHeight)));
        int width = (int) Math.max(1, Math.round(partWidth * scale));
        int height = (int) Math.max(1, Math.round(partHeight * scale));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        try (Java2dPen pen = new Java2dPen(image, glyphs)) {
            pen.scale(scale);
            paint(pen, checked, model, style, viewport(part, zoom), width / scale, height / scale);
        }
        return image;
    }

    private static double zoom(Box part) {
        return Math.min(1, FAR / Math.max(part.width(), part.height()));
    }

    private static Viewport viewport(Box part, double zoom) {
        return new Viewport(zoom, -part.x() * zoom, -part.y() * zoom);
    }

    private void paint(
            Pen pen,
            CheckedPipeline checked,
            CanvasModel model,
            PictureStyle style,
            Viewport viewport,
            double width,
            double height) {
        Map<Wire, Scene.WireNote> notes = mismatches(checked, texts);
        List<Pills.Pill> pills = new Pills(faces)
                .place(model, style.figures(), notes, viewport.zoom(), viewport.visible(width, height), 0);
        Colours colours = Colours.of(style.dark());
        Scene scene = Scene.still(model, style.figures(), notes, pills);
        WireMotion motion = new WireMotion();
        new PipelinePainter(faces, texts).paint(pen, colours, scene, viewport, width, height, motion);
        if (!style.marks().isEmpty()) {
            pen.save();
            pen.translate(viewport.dx(), viewport.dy());
            pen.scale(viewport.zoom());
            new ChangePainter(faces, texts).paint(pen, colours, model, style.marks());
            pen.restore();
        }
    }

    private CanvasModel model(CheckedPipeline checked) {
        return new Drafting(catalogue, texts, faces).draft(checked.pipeline(), checked, Set.of());
    }

    private static Box part(CanvasModel model) {
        return Objects.requireNonNullElse(model.bounds(), EMPTY).grown(MARGIN);
    }

    /** What stands at the wires that enter a port with an error. */
    static Map<Wire, Scene.WireNote> mismatches(CheckedPipeline checked, Texts texts) {
        Map<Wire, Scene.WireNote> notes = new HashMap<>();
        Pipeline pipeline = checked.pipeline();
        for (Wire wire : pipeline.wires()) {
            CheckedNode reader = checked.nodes().get(wire.to().node());
            if (reader == null) {
                continue;
            }
            for (Problem problem : reader.problems()) {
                if (problem.isError() && wire.to().port().equals(problem.place())) {
                    notes.put(wire, new Scene.WireNote(texts.get("designer.canvas.does-not-fit"), true));
                }
            }
        }
        return notes;
    }
}
