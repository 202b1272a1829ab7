package dev.tailrace.designer.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tailrace.designer.commands.EditSettings;
import dev.tailrace.designer.commands.SettingPath;
import dev.tailrace.model.Node;
import dev.tailrace.model.Pipeline;
import dev.tailrace.operator.Catalogue;
import dev.tailrace.operator.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds a text or a regular expression in the settings of nodes, and puts another text in its place. */
public final class SettingReplace {
    /** In which kind of setting. */
    public enum Kind {
        ALL(EnumSet.allOf(Setting.Kind.class)),
        EXPRESSIONS(EnumSet.of(Setting.Kind.EXPRESSION, Setting.Kind.QUERY)),
        COLUMNS(EnumSet.of(Setting.Kind.COLUMN, Setting.Kind.COLUMNS)),
        TEXTS(EnumSet.of(Setting.Kind.TEXT, Setting.Kind.LONG_TEXT, Setting.Kind.URL)),
        FILES(EnumSet.of(Setting.Kind.FILE, Setting.Kind.SAVE_FILE));

        private final Set<Setting.Kind> kinds;

        Kind(Set<Setting.Kind> kinds) {
            this.kinds = kinds;
        }
    }

    /**
     * What is looked for, and what comes in its place.
     *
     * @param regex whether the text is a regular expression of Java's, whose groups the replacement may name
     * @param wholeWord not inside a longer word; {@code _} and {@code $} belong to words
     */
    public record Query(
            String text, String replacement, boolean regex, boolean wholeWord, boolean matchCase, Kind kind) {

        /** @throws PatternSyntaxException if it is no regular expression */
        Pattern pattern() {
            String body = regex ? "(?:" + text + ")" : Pattern.quote(text);
            String whole = wholeWord ? "(?<![\\w$])" + body + "(?![\\w$])" : body;
            return Pattern.compile(whole, matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        }
    }

    /** A setting that has the text, and what it would say then; the same where nothing would change. */
    public record Hit(String node, String path, String before, String after) {}

    /**
     * What was found.
     *
     * @param mistake what is wrong with the regular expression or the replacement, as Java says it; empty if nothing
     */
    public record Found(List<Hit> hits, String mistake) {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    private SettingReplace() {}

    /** @param nodes ids; those to look in */
    public static Found find(Pipeline pipeline, Catalogue catalogue, Collection<String> nodes, Query query) {
        if (query.text().isEmpty()) {
            return new Found(List.of(), "");
        }
        try {
            Pattern pattern = query.pattern();
            String replacement = query.regex() ? query.replacement() : Matcher.quoteReplacement(query.replacement());
            List<Hit> hits = new ArrayList<>();
            for (Node node : pipeline.nodes()) {
                if (nodes.contains(node.id())) {
                    for (SettingText setting : SettingText.of(node, catalogue)) {
                        Matcher matcher = pattern.matcher(setting.text());
                        if (query.kind().kinds.contains(setting.field().kind()) && matcher.find()) {
                            String after = matcher.replaceAll(replacement);
                            if (setting.takes(after)) {
                                hits.add(new Hit(node.id(), setting.path(), setting.text(), after));
                            }
                        }
                    }
                }
            }
            return new Found(hits, "");
        } catch (PatternSyntaxException wrong) {
            return new Found(List.of(), wrong.getDescription());
        } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
            return new Found(List.of(), String.valueOf(wrong.getMessage()));
        }
    }

    /** A number in place of a number. */
    private static JsonNode value(JsonNode before, String after) {
        JsonNode number = before.isNumber() ? SettingText.number(after) : null;
        return number == null ? TextNode.valueOf(after) : number;
    }

    /** One edit of all the settings of these hits. */
    public static EditSettings replace(Pipeline pipeline, Collection<Hit> hits) {
        Map<String, ObjectNode> settings = new LinkedHashMap<>();
        for (Hit hit : hits) {
            pipeline.node(hit.node())
                    .ifPresent(node -> settings.put(
                            node.id(),
                            SettingPath.with(
                                    settings.getOrDefault(node.id(), node.settings()),
                                    hit.path(),
                                    value(SettingPath.get(node.settings(), hit.path()), hit.after()))));
        }
        return new EditSettings(settings, EditSettings.Kind.REPLACE, null);
    }
}
