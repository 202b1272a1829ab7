package dev.tailrace.designer.history;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.canvas.ChangeMarks;
import dev.tailrace.designer.canvas.PictureStyle;
import dev.tailrace.designer.canvas.PictureWriter;
import dev.tailrace.designer.versions.ComparedDrawing;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.graph.PipelineCheck;
import dev.tailrace.operator.nested.SubPipelineFiles;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A drawing as the canvas shows it, at rest and fitted into the room. Painted in the background. */
public final class PipelineStill extends StackPane {
    private static final double WIDTH = 340;

    private record Wanted(Supplier<ComparedDrawing> drawing, boolean dark) {}

    private final Texts texts;
    private final Catalogue catalogue;
    private final Path baseDirectory;
    private final Executor background;
    private final ImageView view = new ImageView();
    private @Nullable Wanted wanted;
    private long paints;

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
        widthProperty().addListener(change -> paint());
        heightProperty().addListener(change -> paint());
    }

    /** The drawing under a heading, as wide as what stands beside it. */
    public VBox under(Label heading) {
        heading.getStyleClass().add("second");
        VBox.setVgrow(this, Priority.ALWAYS);
        VBox box = new VBox(8, heading, this);
        box.setMinWidth(0);
        box.setPrefWidth(WIDTH);
        box.managedProperty().bind(box.visibleProperty());
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    void show(Pipeline pipeline, boolean dark) {
        show(
                () -> new ComparedDrawing(
                        new PipelineCheck(catalogue)
                                .check(
                                        pipeline,
                                        baseDirectory,
                                        Map.of(),
                                        new SubPipelineFiles().read(pipeline, baseDirectory)),
                        ChangeMarks.NONE),
                dark);
    }

    /** Shows a drawing with marks on what differs from another version; it is made in the background. */
    public void show(Supplier<ComparedDrawing> drawing, boolean dark) {
        wanted = new Wanted(drawing, dark);
        paint();
    }

    /** At the size that it is shown in, so that thin lines stay; never larger than on the canvas at 100 %. */
    private void paint() {
        Wanted painting = wanted;
        double sharpness = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getOutputScaleX();
        int width = (int) ((getWidth() - 2) * sharpness);
        int height = (int) ((getHeight() - 2) * sharpness);
        if (painting == null || width <= 0 || height <= 0) {
            return;
        }
        long mine = ++paints;
        background.execute(() -> {
            ComparedDrawing drawing = painting.drawing().get();
            PictureStyle style = new PictureStyle(painting.dark(), sharpness, null, drawing.marks());
            BufferedImage painted = new PictureWriter(catalogue, texts).image(drawing.checked(), style, width, height);
            int[] pixels = painted.getRGB(0, 0, painted.getWidth(), painted.getHeight(), null, 0, painted.getWidth());
            Platform.runLater(() -> {
                if (mine == paints) {
                    view.setImage(image(pixels, painted.getWidth(), painted.getHeight()));
                    view.setFitWidth(painted.getWidth() / sharpness);
                    view.setFitHeight(painted.getHeight() / sharpness);
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
        view.relocate(
                Math.round((getWidth() - view.getFitWidth()) / 2), Math.round((getHeight() - view.getFitHeight()) / 2));
    }
}
