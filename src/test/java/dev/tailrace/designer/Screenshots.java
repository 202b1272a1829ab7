package dev.tailrace.designer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Draws the window into PNG files, to be looked at beside the mock-ups: {@code Screenshots FOLDER [PIPELINE [LANGUAGE]]},
 * where the language is such as {@code zh}. Needs the properties that tests run with, so that no display is needed.
 */
public final class Screenshots {
    private static final int ENOUGH_ROWS = 20;

    private Screenshots() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        DrivenWindow driven = new DrivenWindow(Locale.forLanguageTag(arguments.length > 2 ? arguments[2] : "en"));
        DrivenWindow.until(() -> driven.shows(".sample-card"));
        both(driven, folder, "start");
        if (arguments.length > 1) {
            driven.open(Path.of(arguments[1]).toAbsolutePath());
            both(driven, folder, "editing");
            driven.press("#toolbar-run");
            if (DrivenWindow.onFx(() -> driven.shows("#answer-run"))) {
                driven.press("#answer-run");
            }
            DrivenWindow.until(() -> isWorthAPicture(driven.canvas().workbench()));
            both(driven, folder, "running");
            driven.run("commands");
            driven.shoot(folder.resolve("commands-light.png"));
            DrivenWindow.doIt(() -> {
                driven.stage.setWidth(1024);
                driven.stage.setHeight(680);
            });
            driven.shoot(folder.resolve("narrow-light.png"));
        }
        System.exit(0);
    }

    /** Charts have something to draw, or will never have more. */
    private static boolean isWorthAPicture(Workbench workbench) {
        var run = workbench.runProperty().get();
        var picture = workbench.pictureProperty().get();
        return picture != null
                && !picture.wires().isEmpty()
                && (picture.wires().values().stream().allMatch(wire -> wire.rows() >= ENOUGH_ROWS)
                        || (run != null && run.state().isFinal()));
    }

    private static void both(DrivenWindow driven, Path folder, String name) throws Exception {
        driven.shoot(folder.resolve(name + "-light.png"));
        driven.run("theme");
        driven.shoot(folder.resolve(name + "-dark.png"));
        driven.run("theme");
    }
}
