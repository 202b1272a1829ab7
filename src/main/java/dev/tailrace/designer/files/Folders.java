package dev.tailrace.designer.files;

import java.nio.file.Path;

/**
 * Where this machine keeps what belongs to the person and not to a pipeline.
 *
 * @param config what was chosen: sizes, theme
 * @param state what has come about: recent files, recovery, trust
 */
public record Folders(Path config, Path state) {
    /**
     * System properties {@code tailrace.config} and {@code tailrace.state}; else {@code XDG_CONFIG_HOME} and
     * {@code XDG_STATE_HOME}; else {@code ~/.config} and {@code ~/.local/state}.
     */
    public static Folders ofMachine() {
        Path home = Path.of(System.getProperty("user.home"));
        return new Folders(
                folder("tailrace.config", "XDG_CONFIG_HOME", home.resolve(".config")),
                folder(
                        "tailrace.state",
                        "XDG_STATE_HOME",
                        home.resolve(".local").resolve("state")));
    }

    private static Path folder(String property, String variable, Path otherwise) {
        String chosen = System.getProperty(property);
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        String named = System.getenv(variable);
        // The XDG specification has relative paths ignored.
        Path parent = named != null && Path.of(named).isAbsolute() ? Path.of(named) : otherwise;
        return parent.resolve("tailrace");
    }
}
