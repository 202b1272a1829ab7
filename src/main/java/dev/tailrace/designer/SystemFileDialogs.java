package dev.tailrace.designer;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.files.FileDialogs;
import dev.tailrace.designer.files.PipelineFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The system's file dialogs; they begin in the folder used last. */
final class SystemFileDialogs implements FileDialogs {
    private final Stage stage;
    private final Texts texts;
    private @Nullable File folder;

    SystemFileDialogs(Stage stage, Texts texts) {
        this.stage = stage;
        this.texts = texts;
    }

    @Override
    public Optional<Path> open() {
        return chosen(chooser("designer.file.open-title").showOpenDialog(stage));
    }

    @Override
    public Optional<Path> openScript() {
        FileChooser chooser = chooser("designer.tabs.sql-title");
        chooser.getExtensionFilters()
                .set(0, new FileChooser.ExtensionFilter(texts.get("designer.tabs.sql-kind"), "*" + SqlImport.SUFFIX));
        return chosen(chooser.showOpenDialog(stage));
    }

    @Override
    public Optional<Path> save(String suggested) {
        FileChooser chooser = chooser("designer.file.save-title");
        chooser.setInitialFileName(suggested);
        return chosen(chooser.showSaveDialog(stage));
    }

    @Override
    public Optional<Path> export(String suggested) {
        FileChooser chooser = plain("designer.file.export-title");
        chooser.setInitialFileName(suggested);
        return chosen(chooser.showSaveDialog(stage));
    }

    @Override
    public Optional<Path> exportRows(String suggested) {
        FileChooser chooser = plain("designer.action.rows-export");
        chooser.setInitialFileName(suggested);
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(texts.get("designer.rows.csv"), "*.csv"),
                        new FileChooser.ExtensionFilter(texts.get("designer.rows.json-lines"), "*.jsonl"));
        return chosen(chooser.showSaveDialog(stage));
    }

    /** For pipelines. */
    private FileChooser chooser(String titleKey) {
        FileChooser chooser = plain(titleKey);
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(texts.get("designer.file.kind"), "*" + PipelineFiles.SUFFIX),
                        new FileChooser.ExtensionFilter(texts.get("designer.file.all"), "*"));
        return chooser;
    }

    private FileChooser plain(String titleKey) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(titleKey));
        if (folder != null && folder.isDirectory()) {
            chooser.setInitialDirectory(folder);
        }
        return chooser;
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file != null) {
            folder = file.getParentFile();
        }
        return Optional.ofNullable(file).map(File::toPath);
    }
}
