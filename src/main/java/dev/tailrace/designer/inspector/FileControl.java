package dev.tailrace.designer.inspector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.operator.FormField;
import dev.tailrace.operator.Setting;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A path, typed or chosen; written relative to the pipeline's file where it is below its folder. */
public final class FileControl implements SettingControl {
    private final TextControl text;
    private final HBox view;
    private final FormScope scope;
    private final boolean save;
    private final Edit edit;
    private @Nullable JsonNode shown;

    FileControl(FormField field, FormScope scope, Edit edit) {
        this.scope = scope;
        this.save = field.kind() == Setting.Kind.SAVE_FILE;
        this.edit = edit;
        this.text = TextControl.line(field, edit);
        Button browse = new Button(null, new FontIcon("mdi2f-folder-open-outline"));
        browse.setAccessibleText(scope.texts().get("designer.inspector.browse"));
        browse.setTooltip(new Tooltip(browse.getAccessibleText()));
        browse.setOnAction(pressed -> browse());
        HBox.setHgrow(text.view(), Priority.ALWAYS);
        view = new HBox(4, text.view(), browse);
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void show(@Nullable JsonNode value) {
        shown = value;
        text.show(value);
    }

    @Override
    public void focus(String insidePlace) {
        text.focus(insidePlace);
    }

    /** How a chosen file is written: relative where the pipeline's folder holds it, with slashes on every system. */
    public static String written(Path file, Path baseDirectory) {
        Path base = baseDirectory.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        Path written = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
        return written.toString().replace(File.separatorChar, '/');
    }

    private void browse() {
        FileChooser chooser = new FileChooser();
        Path start = startingPlace();
        if (Files.isDirectory(start)) {
            chooser.setInitialDirectory(start.toFile());
        }
        File chosen = save
                ? chooser.showSaveDialog(view.getScene().getWindow())
                : chooser.showOpenDialog(view.getScene().getWindow());
        if (chosen != null) {
            scope.endStep();
            edit.to(TextNode.valueOf(written(chosen.toPath(), scope.baseDirectory())));
            scope.endStep();
        }
    }

    private Path startingPlace() {
        Path base = scope.baseDirectory().toAbsolutePath();
        try {
            Path now = shown == null ? null : base.resolve(shown.asText()).getParent();
            return now != null && Files.isDirectory(now) ? now : base;
        } catch (InvalidPathException notAPathYet) {
            return base;
        }
    }
}
