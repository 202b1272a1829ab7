package dev.tailrace.designer;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tabs are called: by their file, and by its folder too where two files have one name. */
final class TabNames {
    private TabNames() {}

    static String of(PipelineTab tab, List<PipelineTab> all) {
        String name = tab.open().name();
        Path path = tab.open().pathProperty().get();
        List<@Nullable Path> namesakes = all.stream()
                .filter(other -> other != tab && other.open().name().equals(name))
                .map(other -> (@Nullable Path) other.open().pathProperty().get())
                .toList();
        return of(name, path, namesakes);
    }

    /**
     * @param path of its file, or null
     * @param namesakes files of the tabs of the same name
     */
    static String of(String name, @Nullable Path path, List<@Nullable Path> namesakes) {
        if (namesakes.isEmpty() || path == null || path.getParent() == null) {
            return name;
        }
        Path folder = path.getParent();
        int parts = 1;
        // As many folders as tell it from all others.
        while (parts < folder.getNameCount() && alike(folder, parts, namesakes)) {
            parts++;
        }
        int from = folder.getNameCount() - parts;
        return folder.getNameCount() == 0 ? name : name + " — " + folder.subpath(from, folder.getNameCount());
    }

    private static boolean alike(Path folder, int parts, List<@Nullable Path> namesakes) {
        Path end = folder.subpath(folder.getNameCount() - parts, folder.getNameCount());
        return namesakes.stream()
                .filter(Objects::nonNull)
                .map(Path::getParent)
                .anyMatch(other -> other != null && !other.equals(folder) && other.endsWith(end));
    }
}
