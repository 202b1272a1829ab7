package dev.tailrace.designer.export;

import java.util.List;

/** Text in Markdown (CommonMark with tables). */
final class Markdown {
    private final StringBuilder out = new StringBuilder();

    /** @param level from 1 */
    void heading(int level, String text) {
        paragraph("#".repeat(level) + " " + line(text));
    }

    void paragraph(String text) {
        out.append(out.isEmpty() ? "" : "\n").append(text.strip()).append('\n');
    }

    void table(List<String> heads, List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        row(table, heads);
        table.append('|').append("---|".repeat(heads.size())).append('\n');
        rows.forEach(cells -> row(table, cells));
        paragraph(table.toString());
    }

    private static void row(StringBuilder table, List<String> cells) {
        table.append('|');
        cells.forEach(cell -> table.append(' ').append(cell.replace("|", "\\|")).append(" |"));
        table.append('\n');
    }

    /** Words in one line, whose signs mean nothing. */
    static String line(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").strip().replaceAll("([\\\\`*_\\[\\]<])", "\\\\$1");
    }

    /** What a machine reads, in one line. */
    static String code(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", " ").strip();
        if (line.isEmpty()) {
            return "";
        }
        String fence = line.contains("`") ? "``" : "`";
        String room = line.contains("`") ? " " : "";
        return fence + room + line + room + fence;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
