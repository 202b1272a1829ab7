package dev.tailrace.designer.history;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.canvas.PictureStyle;
import dev.tailrace.designer.canvas.PictureWriter;
import dev.tailrace.designer.versions.ComparedDrawing;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A drawing as the canvas shows it, at rest and fitted into the room. Painted in the background. */
public final class PipelineStill extends StackPane {
    /** Of the picture at most, on the longer side. */
    private static final int PIXELS = 1600;

    private final Texts texts;
    private final Catalogue catalogue;
    private final Path baseDirectory;
    private final Executor background;
    private final ImageView view = new ImageView();
    private @Nullable Function<PictureWriter, BufferedImage> wanted;

    public PipelineStill(Texts texts, Catalogue catalogue, Path baseDirectory, Executor background) {
        this.texts = texts;
        this.catalogue = catalogue;
        this.baseDirectory = baseDirectory;
        this.background = background;
        getStyleClass().add("history-picture");
        setMinSize(0, 0);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setManaged(false);
        getChildren().add(view);
    }

    void show(Pipeline pipeline, boolean dark) {
        show(writer -> writer.image(
                new PipelineCheck(catalogue).check(pipeline, baseDirectory, Map.of()), dark, PIXELS));
    }

    /** Shows a drawing with marks on what differs from another version. */
    public void show(Supplier<ComparedDrawing> drawing, boolean dark) {
        show(writer -> {
            ComparedDrawing compared = drawing.get();
            return writer.image(compared.checked(), PictureStyle.of(dark).with(compared.marks()), PIXELS);
        });
    }

    private void show(Function<PictureWriter, BufferedImage> painting) {
        wanted = painting;
        background.execute(() -> {
            BufferedImage painted = painting.apply(new PictureWriter(catalogue, texts));
            int[] pixels = painted.getRGB(0, 0, painted.getWidth(), painted.getHeight(), null, 0, painted.getWidth());
            Platform.runLater(() -> {
                if (wanted == painting) {
                    view.setImage(image(pixels, painted.getWidth(), painted.getHeight()));
                    requestLayout();
                }
            });
        });
    }

    private static Image image(int[] pixels, int width, int height) {
        WritableImage image = new WritableImage(width, height);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return image;
    }

    @Override
    protected void layoutChildren() {
        Image image = view.getImage();
        if (image == null) {
            return;
        }
        // Never larger than on the canvas at 100 %.
        double scale =
                Math.min(0.5, Math.min((getWidth() - 2) / image.getWidth(), (getHeight() - 2) / image.getHeight()));
        view.setFitWidth(image.getWidth() * scale);
        view.setFitHeight(image.getHeight() * scale);
        view.relocate(
                Math.round((getWidth() - image.getWidth() * scale) / 2),
                Math.round((getHeight() - image.getHeight() * scale) / 2));
    }
}
