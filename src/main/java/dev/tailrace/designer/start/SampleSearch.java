package dev.tailrace.designer.start;

import dev.tailrace.data.Texts;
import dev.tailrace.designer.actions.Matches;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds samples by their words and by the operators in them. No toolkit. */
final class SampleSearch {
    private final Catalogue catalogue;
    private final Texts texts;

    SampleSearch(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /**
     * The samples that fit, by where they are at home; both in the order they were given.
     *
     * @param query words; each has to begin somewhere in the name, the line, the domain or an operator's name
     * @param operator id that has to be in the drawing, or null for any
     */
    Map<String, List<Sample>> find(List<Sample> samples, String query, @Nullable String operator) {
        Map<String, List<Sample>> found = new LinkedHashMap<>();
        for (Sample sample : samples) {
            boolean uses = operator == null
                    || sample.pipeline().nodes().stream()
                            .anyMatch(node -> node.operator().equals(operator));
            if (uses && fits(sample, query)) {
                found.computeIfAbsent(sample.domain(), domain -> new ArrayList<>())
                        .add(sample);
            }
        }
        return found;
    }

    private boolean fits(Sample sample, String query) {
        StringBuilder all = new StringBuilder(sample.pipeline().name())
                .append(' ')
                .append(sample.line())
                .append(' ')
                .append(texts.get("designer.start.domain." + sample.domain()));
        sample.pipeline().nodes().forEach(node -> {
            Operator<?> operator = catalogue.operator(node.operator());
            all.append(' ')
                    .append(
                            operator == null
                                    ? node.operator()
                                    : texts.get(operator.spec().key("name")));
        });
        for (String word : query.strip().split("\\s+")) {
            if (Matches.score(word, all.toString()) < (word.isEmpty() ? 1 : 2)) {
                return false;
            }
        }
        return true;
    }
}
