package dev.tailrace.operator.graph;

import dev.tailrace.data.Problem;
import dev.tailrace.data.Texts;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import dev.tailrace.model.PipelineJson.Loaded;
import dev.tailrace.operator.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mutates pipeline files and loads and checks them: whatever comes in, a pipeline or problems with words come out, and
 * what was read is written and read again alike. Run as a program it makes a million mutations.
 */
final class PipelineFuzz {
    private static final String[] SNIPPETS = {
        "null",
        "true",
        "-1",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud83d\"",
        "[]",
        "{}",
        "[[[[[[]]]]]]",
        "{\"id\": \"x\"}",
        "\"a.b\"",
        "\"tailrace\": 2",
        ",",
        ":",
        "}",
        "]",
        "\"",
        "\\",
        "\uFEFF",
        "\u0000",
        "\n\n",
        "\"settings\": 7",
        "\"operator\": \"filtr\"",
        "\"name\": \"name\"",
        "`",
        "'",
        "${x}",
        ":x",
        "$.a[999999999999]"
    };

    private final PipelineCheck check = new PipelineCheck(Catalogue.load());
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final List<String> seeds;
    private final SplittableRandom random;

    /** @param samples a folder with pipeline files, however deep */
    PipelineFuzz(Path samples, long seed) throws IOException {
        this.random = new SplittableRandom(seed);
        this.seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(samples)) {
            for (Path file : files.filter(path -> path.toString().endsWith(PipelineJson.SUFFIX))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readString(file));
            }
        }
    }

    /** Runs some mutations; throws {@link AssertionError} with the offending text. */
    Outcome run(int mutations) {
        int pipelines = 0;
        int fine = 0;
        for (int i = 0; i < mutations; i++) {
            String text = mutate(seeds.get(random.nextInt(seeds.size())));
            try {
                Pipeline pipeline = load(text);
                if (pipeline != null) {
                    pipelines++;
                    fine += look(pipeline) ? 1 : 0;
                }
            } catch (RuntimeException | StackOverflowError broken) {
                throw new AssertionError("this text broke the loader or the check:\n" + text, broken);
            }
        }
        return new Outcome(pipelines, fine);
    }

    /** How many of the mutated files could be read, and how many of those had no errors. */
    record Outcome(int read, int fine) {}

    private @Nullable Pipeline load(String text) {
        Loaded loaded = PipelineJson.parse(text.getBytes(StandardCharsets.UTF_8));
        loaded.problems().forEach(problem -> requireWords(problem, text));
        Pipeline pipeline = loaded.pipeline();
        if (pipeline == null) {
            require(loaded.problems().stream().anyMatch(Problem::isError), "no pipeline and no error", text);
            return null;
        }
        String written = PipelineJson.write(pipeline);
        Pipeline again = PipelineJson.parse(written).pipeline();
        require(pipeline.equals(again), "written and read again it differs", text);
        return pipeline;
    }

    private boolean look(Pipeline pipeline) {
        CheckedPipeline checked = check.check(pipeline, Path.of("."), Map.of());
        checked.problems().forEach(problem -> requireWords(problem, pipeline.toString()));
        if (checked.hasErrors()) {
            return false;
        }
        check.setups(checked);
        return true;
    }

    private void requireWords(Problem problem, String text) {
        String words = texts.of(problem);
        require(!words.contains(problem.code()), "no words for " + problem.code(), text);
        require(!words.contains("Exception"), "a class name at people: " + words, text);
    }

    private static void require(boolean holds, String what, String text) {
        if (!holds) {
            throw new AssertionError(what + ":\n" + text);
        }
    }

    private String mutate(String seed) {
        StringBuilder text = new StringBuilder(seed);
        int edits = 1 + random.nextInt(4);
        for (int i = 0; i < edits && text.length() > 2; i++) {
            int at = random.nextInt(text.length());
            int length = Math.min(text.length() - at, 1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 12));
            switch (random.nextInt(7)) {
                case 0 -> text.delete(at, at + length);
                case 1 -> text.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
                case 2 -> text.insert(at, text.substring(at, at + length));
                case 3 -> text.setCharAt(at, (char) random.nextInt(32, 127));
                case 4 -> replaceValue(text, at);
                case 5 -> text.setLength(random.nextInt(20) == 0 ? at : text.length());
                default -> swap(text, at);
            }
        }
        return text.toString();
    }

    /** Puts a snippet in the place of the value behind the next colon. */
    private void replaceValue(StringBuilder text, int at) {
        int colon = text.indexOf(": ", at);
        if (colon < 0) {
            return;
        }
        int end = colon + 2;
        while (end < text.length() && ",}]\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        text.replace(colon + 2, end, SNIPPETS[random.nextInt(SNIPPETS.length)]);
    }

    /** Swaps a line with another one. */
    private void swap(StringBuilder text, int at) {
        List<String> lines = new ArrayList<>(text.toString().lines().toList());
        int line = random.nextInt(lines.size());
        int other = (line + 1 + at % 5) % lines.size();
        String kept = lines.get(line);
        lines.set(line, lines.get(other));
        lines.set(other, kept);
        text.setLength(0);
        text.append(String.join("\n", lines));
    }

    /** {@code PipelineFuzz [MUTATIONS [SEED]]}: a million mutations unless told. */
    public static void main(String[] arguments) throws IOException {
        int mutations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println("seed " + seed);
        System.out.println(new PipelineFuzz(Path.of("sample-pipelines"), seed).run(mutations));
    }
}
