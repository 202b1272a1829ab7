package dev.tailrace.language;

import dev.tailrace.data.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Flink's answers to expressions over {@link ProbeRow}: a file of lines {@code expression, type, result} with tabs
 * between them. A result is {@code null}, a value with its Java class such as {@code 3 (Integer)}, or {@code ERR} with
 * the class and message of the failure; the type is {@code ?} where Flink did not come to give one.
 *
 * @param file where it stands
 */
public record ProbeTable(Path file, List<Answer> answers) {
    private static final Path FOLDER = Path.of("src/test/resources/dev/tailrace/language");
    private static final String HEAD =
            """
            # Flink 2.3.0, streaming mode, session zone Europe/Berlin, columns as in ProbeRow
            expression\tflink_type\tflink_result
            """;

    public ProbeTable {
        answers = List.copyOf(answers);
    }

    /** One line. */
    public record Answer(String expression, String type, String result) {
        private static final int MAX_MESSAGE = 300;

        public boolean isFailure() {
            return result.startsWith("ERR");
        }

        /** How a failure is written: on one line, and not at any length. */
        public static String failure(String message) {
            String line = message.strip().replaceAll("\\s+", " ");
            return "ERR " + (line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line);
        }
    }

    /** How a result is written: control characters as their pictures, half characters and bytes in hexadecimal. */
    public static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        String kind = value instanceof List<?>
                ? "ARRAY"
                : value instanceof Map<?, ?>
                        ? "MAP"
                        : value instanceof Row ? "ROW" : value.getClass().getSimpleName();
        return plain(value) + " (" + kind + ")";
    }

    /** The same without the class. */
    static String plain(@Nullable Object value) {
        String text;
        if (value instanceof byte[] bytes) {
            text = IntStream.range(0, bytes.length)
                    .mapToObj(i -> String.format("%02x", bytes[i]))
                    .collect(Collectors.joining());
        } else if (value instanceof java.math.BigDecimal decimal) {
            text = decimal.toPlainString();
        } else if (value instanceof List<?> elements) {
            text = elements.stream().map(ProbeTable::plain).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Row row) {
            text = row.values().stream().map(ProbeTable::plain).collect(Collectors.joining(", ", "(", ")"));
        } else if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(plain(key), plain(one)));
            text = sorted.toString();
        } else {
            text = String.valueOf(value);
        }
        return shown(text);
    }

    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c < ' ' ? 0x2400 + c : c);
            }
        });
        return shown.toString();
    }

    /** The project's tables, by file name. The working directory is that of the project. */
    public static List<ProbeTable> ofProject() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<ProbeTable> tables = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".tsv"))
                    .sorted()
                    .toList()) {
                tables.add(read(file));
            }
            return tables;
        }
    }

    /** Whether its questions are kept as a list of their own, beside. */
    public boolean hasQuestions() {
        return Files.exists(file.resolveSibling(file.getFileName().toString().replace(".tsv", ".txt")));
    }

    public static ProbeTable read(Path file) throws IOException {
        List<Answer> answers = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split("\t", -1);
            if (!line.startsWith("#") && cells.length >= 3 && !cells[0].equals("expression")) {
                answers.add(new Answer(cells[0], cells[1], shown(cells[2])
                                .replace("(Bytes)", "(byte[])")
                                .replaceFirst(" \\((?!byte)\\w+(\\[])+\\)$", " (ARRAY)")
                                .replaceFirst(" \\((Hash)?Map\\)$", " (MAP)")));
            }
        }
        return new ProbeTable(file, answers);
    }

    /** The questions of a list, one a line, or those of a table. Lines that begin with # say something about them. */
    public static List<String> questions(Path file) throws IOException {
        Set<String> questions = new LinkedHashSet<>();
        for (String line : Files.readAllLines(file)) {
            String question = line.split("\t", 2)[0].strip();
            if (!question.isEmpty() && !question.startsWith("#") && !question.equals("expression")) {
                questions.add(question);
            }
        }
        return List.copyOf(questions);
    }

    public void write() throws IOException {
        StringBuilder lines = new StringBuilder(HEAD);
        for (Answer answer : answers) {
            lines.append(answer.expression)
                    .append('\t')
                    .append(answer.type)
                    .append('\t')
                    .append(answer.result)
                    .append('\n');
        }
        Files.writeString(file, lines);
    }
}
