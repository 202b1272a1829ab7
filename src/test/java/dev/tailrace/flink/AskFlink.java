package dev.tailrace.flink;

import dev.tailrace.language.ProbeRow;
import dev.tailrace.language.ProbeTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Flink expressions over the row of {@link ProbeRow}, in the project's folder:
 *
 * <pre>{@code
 * docs/measure/java dev.tailrace.flink.AskFlink FILE...           lists (.txt) or tables (.tsv): the answers beside, as .tsv
 * docs/measure/java dev.tailrace.flink.AskFlink                   all lists and tables of the project anew
 * docs/measure/java dev.tailrace.flink.AskFlink --compare         the same, written nowhere: prints what has changed
 * docs/measure/java dev.tailrace.flink.AskFlink --say 'i / 2'...  the answers to these expressions
 * }</pre>
 *
 * The lists and tables stand in {@code src/test/resources/dev/tailrace/language}.
 */
final class AskFlink {
    private static final Path FOLDER = Path.of("src/test/resources/dev/tailrace/language");

    private AskFlink() {}

    public static void main(String[] arguments) {
        int exit = 2;
        try (FlinkCluster cluster = new FlinkCluster()) {
            exit = run(cluster, new ArrayList<>(List.of(arguments)), System.out);
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        System.exit(exit);
    }

    private static int run(FlinkCluster cluster, List<String> words, PrintStream out) throws Exception {
        String option = !words.isEmpty() && words.get(0).startsWith("--") ? words.remove(0) : "";
        switch (option) {
            case "--say" -> answers(cluster, words).forEach(answer -> out.println(line(answer)));
            case "--compare" -> {
                return compare(cluster, files(words), out) ? 0 : 1;
            }
            default -> write(cluster, files(words), out);
        }
        return 0;
    }

    /** Flink's answers to expressions over the row of {@link ProbeRow}. */
    static List<ProbeTable.Answer> answers(FlinkCluster cluster, List<String> expressions)
            throws ExecutionException, InterruptedException {
        FlinkOracle oracle = new FlinkOracle(cluster, ProbeRow.SCHEMA, List.of(ProbeRow.ROW), ProbeRow.ZONE);
        return oracle.ask(expressions).stream()
                .map(answer -> new ProbeTable.Answer(answer.expression(), answer.type(), result(answer)))
                .toList();
    }

    private static String result(FlinkOracle.Answer answer) {
        if (answer.refusal() != null) {
            return ProbeTable.Answer.failure(answer.refusal());
        }
        @Nullable Object value = answer.results().get(0);
        return value instanceof Failed failed ? ProbeTable.Answer.failure(failed.message()) : ProbeTable.text(FlinkValues.ours(value));
    }

    private static List<Path> files(List<String> words) throws IOException {
        if (!words.isEmpty()) {
            return words.stream().map(Path::of).toList();
        }
        try (var files = Files.list(FOLDER)) {
            List<Path> all = files.sorted().toList();
            return all.stream()
                    .filter(path -> path.toString().endsWith(".txt")
                            || path.toString().endsWith(".tsv") && !all.contains(besides(path, ".txt")))
                    .toList();
        }
    }

    private static Path besides(Path file, String suffix) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.\\w+$", suffix));
    }

    private static void write(FlinkCluster cluster, List<Path> files, PrintStream out) throws Exception {
        for (Path file : files) {
            List<ProbeTable.Answer> answers = answers(cluster, ProbeTable.questions(file));
            Path table = besides(file, ".tsv");
            new ProbeTable(table, answers).write();
            out.printf(
                    "%s: %d answers, %d of them failures%n",
                    table,
                    answers.size(),
                    answers.stream().filter(ProbeTable.Answer::isFailure).count());
        }
    }

    private static boolean compare(FlinkCluster cluster, List<Path> files, PrintStream out) throws Exception {
        boolean same = true;
        for (Path file : files) {
            Map<String, ProbeTable.Answer> known = new HashMap<>();
            ProbeTable.read(besides(file, ".tsv")).answers().forEach(answer -> known.put(answer.expression(), answer));
            int changed = 0;
            List<ProbeTable.Answer> answers = answers(cluster, ProbeTable.questions(file));
            for (ProbeTable.Answer answer : answers) {
                ProbeTable.Answer before = known.get(answer.expression());
                if (!answer.equals(before)) {
                    changed++;
                    out.println("was " + (before == null ? "not asked" : line(before)));
                    out.println("now " + line(answer));
                }
            }
            out.printf("%s: %d of %d changed%n", file, changed, answers.size());
            same &= changed == 0;
        }
        return same;
    }

    private static String line(ProbeTable.Answer answer) {
        return answer.expression() + "\t" + answer.type() + "\t" + answer.result();
    }
}
