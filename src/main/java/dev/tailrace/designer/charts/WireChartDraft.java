package dev.tailrace.designer.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Schema;
import dev.tailrace.data.TypeKind;
import dev.tailrace.model.Wire;
import dev.tailrace.operator.StreamType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a person chooses for a chart of a wire: a kind, and a column for each role of it. Knows no toolkit. */
final class WireChartDraft {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHART = "chart-sink";

    /** A kind of chart, and the settings of its sink that name columns. */
    enum Kind {
        LINE(CHART, "line", "x", "y", "series"),
        AREA(CHART, "area", "x", "y", "series"),
        BAR(CHART, "bar", "x", "y", "series"),
        HISTOGRAM(CHART, "histogram", "x", "series"),
        HEAT_MAP(CHART, "heat-map", "x", "y", "value"),
        SCATTER(CHART, "scatter", "x", "y", "series"),
        TOP_N(CHART, "top-n", "x", "y"),
        GAUGE("gauge-sink", "", "value", "by"),
        MAP("map-sink", "", "latitude", "longitude", "size", "colour");

        private final String operator;
        private final String spelling;
        private final List<String> roles;

        Kind(String operator, String spelling, String... roles) {
            this.operator = operator;
            this.spelling = spelling;
            this.roles = List.of(roles);
        }

        String operator() {
            return operator;
        }

        /** Names of settings, the needed ones first. */
        List<String> roles() {
            return roles;
        }

        /** The key of its words. */
        String titleKey() {
            return spelling.isEmpty()
                    ? "operators." + operator + ".name"
                    : "operators." + operator + ".kind." + spelling;
        }

        String labelKey(String role) {
            return "operators." + operator + "." + role + ".label";
        }

        boolean isOptional(String role) {
            return switch (role) {
                case "series", "by", "size", "colour" -> true;
                case "value" -> this == HEAT_MAP;
                default -> false;
            };
        }

        private Predicate<DataType> fits(String role) {
            boolean anyUp = this == HEAT_MAP && role.equals("y");
            if (role.equals("x") || anyUp) {
                return this == HISTOGRAM ? WireChartDraft::isMeasure : type -> !type.isNested();
            }
            return switch (role) {
                case "series", "by", "colour" -> type -> !type.isNested();
                default -> type -> type.kind().isNumeric();
            };
        }
    }

    private final Wire wire;
    private final StreamType stream;
    private final Map<String, String> columns = new LinkedHashMap<>();
    private Kind kind = Kind.LINE;

    /** Begins with a kind and columns that suit what flows on the wire. */
    WireChartDraft(Wire wire, StreamType stream) {
        this.wire = wire;
        this.stream = stream;
        boolean places = guess(Kind.MAP, "latitude").isPresent()
                && guess(Kind.MAP, "longitude").isPresent();
        boolean times = stream.schema().fields().stream().anyMatch(field -> isTime(field.type()));
        choose(places && !times ? Kind.MAP : times ? Kind.LINE : Kind.BAR);
    }

    /** Goes on with a chart as it is. */
    static WireChartDraft of(WireChart chart, StreamType stream) {
        WireChartDraft draft = new WireChartDraft(chart.wire(), stream);
        ObjectNode settings = chart.settings();
        for (Kind kind : Kind.values()) {
            boolean same = kind.operator.equals(chart.operator())
                    && (kind.spelling.isEmpty()
                            || settings.path("kind").asText("line").equals(kind.spelling));
            if (same) {
                draft.choose(kind);
                for (String role : kind.roles) {
                    JsonNode given = settings.path(role);
                    JsonNode first = given.isArray() ? given.path(0) : given;
                    draft.set(role, first.isTextual() ? first.textValue() : null);
                }
            }
        }
        return draft;
    }

    Kind kind() {
        return kind;
    }

    /** Columns of roles that the new kind has too stay chosen. */
    void choose(Kind newKind) {
        kind = newKind;
        for (String role : newKind.roles) {
            String chosen = columns.get(role);
            if (chosen == null || !fitting(role).contains(chosen)) {
                columns.remove(role);
                if (!newKind.isOptional(role)) {
                    guess(newKind, role).ifPresent(column -> columns.put(role, column));
                }
            }
        }
    }

    /** The columns that can take a role. */
    List<String> fitting(String role) {
        return stream.schema().fields().stream()
                .filter(field -> kind.fits(role).test(field.type()))
                .map(Field::name)
                .toList();
    }

    @Nullable
    String column(String role) {
        return columns.get(role);
    }

    /** @param column null for none */
    void set(String role, @Nullable String column) {
        if (column == null) {
            columns.remove(role);
        } else {
            columns.put(role, column);
        }
    }

    /** Whether every role that needs a column has one. */
    boolean isComplete() {
        return kind.roles.stream().allMatch(role -> kind.isOptional(role) || columns.containsKey(role));
    }

    WireChart chart() {
        ObjectNode settings = JSON.createObjectNode();
        if (!kind.spelling.isEmpty()) {
            settings.put("kind", kind.spelling);
        }
        for (String role : kind.roles) {
            String column = columns.get(role);
            if (column != null && role.equals("y")) {
                settings.putArray("y").add(column);
            } else if (column != null) {
                settings.put(role, column);
            }
        }
        return new WireChart(wire, kind.operator, settings);
    }

    /** Event time across, numbers up that are no keys, places by their names. */
    private Optional<String> guess(Kind of, String role) {
        Schema schema = stream.schema();
        List<String> fitting = schema.fields().stream()
                .filter(field -> of.fits(role).test(field.type()))
                .map(Field::name)
                .toList();
        String eventTime = stream.eventTime();
        return switch (role) {
            case "latitude" -> named(fitting, "lat");
            case "longitude" -> named(fitting, "lon").or(() -> named(fitting, "lng"));
            case "x" ->
                of == Kind.TOP_N
                        ? first(fitting, name -> typeOf(name).is(TypeKind.STRING))
                                .or(() -> first(fitting, name -> true))
                        : eventTime != null && fitting.contains(eventTime) && of != Kind.HISTOGRAM
                                ? Optional.of(eventTime)
                                : first(fitting, name -> isTime(typeOf(name)) == (of != Kind.HISTOGRAM))
                                        .or(() -> first(fitting, name -> true));
            default ->
                first(fitting, name -> !name.equals(columns.get("x")) && isMeasured(name))
                        .or(() -> first(fitting, name -> !name.equals(columns.get("x"))));
        };
    }

    private boolean isMeasured(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return typeOf(name).kind().isNumeric() && !lower.equals("id") && !lower.endsWith("_id");
    }

    private DataType typeOf(String column) {
        return stream.schema().field(stream.schema().indexOf(column)).type();
    }

    private static Optional<String> named(List<String> names, String beginning) {
        return first(names, name -> name.toLowerCase(Locale.ROOT).startsWith(beginning));
    }

    private static Optional<String> first(List<String> names, Predicate<String> wanted) {
        return names.stream().filter(wanted).findFirst();
    }

    private static boolean isTime(DataType type) {
        return type.kind().isTimestamp() || type.is(TypeKind.DATE);
    }

    private static boolean isMeasure(DataType type) {
        return type.kind().isNumeric() || isTime(type);
    }
}
