package dev.tailrace.operators.analyse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tailrace.data.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * Areas as people write them: GeoJSON (RFC 7946; a geometry, a feature or a collection of features), or a line per area
 * of its id, a colon and WKT, such as {@code depot: POLYGON ((8 50, 9 50, 9 51, 8 50))}; lines that are empty or begin
 * with {@code #} are passed over. Coordinates are longitude, then latitude.
 *
 * @param problems why the text could not be read; then there are no fences
 */
record Fences(List<Fence> fences, List<Problem> problems) {
    /** A polygon, or several, with its id. */
    record Fence(String id, Geometry area) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** Something that is not what it should be; caught in {@link #parse}. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unreadable(String code, Object... arguments) {
            super(code);
            problem = Problem.error("operators.geo-fence." + code, arguments);
        }
    }

    Fences {
        fences = List.copyOf(fences);
        problems = List.copyOf(problems);
    }

    /** @param idProperty the property of a GeoJSON feature that is its id; the feature's own id where it has none */
    static Fences parse(String text, String idProperty) {
        try {
            boolean isJson = text.stripLeading().startsWith("{");
            List<Fence> fences = isJson ? geoJson(text, idProperty) : lines(text);
            Set<String> ids = new HashSet<>();
            for (Fence fence : fences) {
                if (!ids.add(fence.id())) {
                    throw new Unreadable("same-id", fence.id());
                }
            }
            return fences.isEmpty()
                    ? new Fences(fences, List.of(Problem.error("operators.geo-fence.none")))
                    : new Fences(fences, List.of());
        } catch (Unreadable unreadable) {
            return new Fences(List.of(), List.of(unreadable.problem));
        }
    }

    private static List<Fence> lines(String text) throws Unreadable {
        List<Fence> fences = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new Unreadable("no-id", i + 1);
            }
            fences.add(new Fence(line.substring(0, colon).strip(), wkt(line.substring(colon + 1), i + 1)));
        }
        return fences;
    }

    private static Geometry wkt(String text, int line) throws Unreadable {
        Geometry area;
        try {
            area = new WKTReader(FACTORY).read(text);
        } catch (ParseException | IllegalArgumentException broken) {
            throw new Unreadable("not-wkt", line, String.valueOf(broken.getMessage()));
        }
        if (!(area instanceof Polygonal)) {
            throw new Unreadable("not-an-area", area.getGeometryType(), line);
        }
        return area;
    }

    private static List<Fence> geoJson(String text, String idProperty) throws Unreadable {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new Unreadable("not-json", broken.getOriginalMessage());
        }
        List<Fence> fences = new ArrayList<>();
        if (root.path("type").asText().equals("FeatureCollection")) {
            for (JsonNode feature : root.path("features")) {
                fences.add(feature(feature, idProperty, fences.size() + 1));
            }
        } else {
            fences.add(feature(root, idProperty, 1));
        }
        return fences;
    }

    private static Fence feature(JsonNode node, String idProperty, int number) throws Unreadable {
        if (!node.path("type").asText().equals("Feature")) {
            return new Fence(Integer.toString(number), area(node, number));
        }
        JsonNode property = node.path("properties").path(idProperty);
        JsonNode id = property.isValueNode() && !property.isNull() ? property : node.path("id");
        return new Fence(
                id.isMissingNode() || id.isNull() ? Integer.toString(number) : id.asText(),
                area(node.path("geometry"), number));
    }

    private static Geometry area(JsonNode geometry, int number) throws Unreadable {
        JsonNode coordinates = geometry.path("coordinates");
        String type = geometry.path("type").asText();
        switch (type) {
            case "Polygon":
                return polygon(coordinates, number);
            case "MultiPolygon":
                List<Polygon> polygons = new ArrayList<>();
                for (JsonNode each : coordinates) {
                    polygons.add(polygon(each, number));
                }
                return FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
            default:
                throw new Unreadable("not-an-area", type, number);
        }
    }

    private static Polygon polygon(JsonNode rings, int number) throws Unreadable {
        List<LinearRing> holes = new ArrayList<>();
        for (int i = 1; i < rings.size(); i++) {
            holes.add(ring(rings.get(i), number));
        }
        return FACTORY.createPolygon(ring(rings.path(0), number), holes.toArray(LinearRing[]::new));
    }

    private static LinearRing ring(JsonNode positions, int number) throws Unreadable {
        Coordinate[] coordinates = new Coordinate[positions.size()];
        for (int i = 0; i < coordinates.length; i++) {
            JsonNode position = positions.get(i);
            if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
                throw new Unreadable("not-a-position", position.toString(), number);
            }
            coordinates[i] =
                    new Coordinate(position.get(0).doubleValue(), position.get(1).doubleValue());
        }
        if (coordinates.length < 4 || !coordinates[0].equals2D(coordinates[coordinates.length - 1])) {
            throw new Unreadable("not-closed", number);
        }
        return FACTORY.createLinearRing(coordinates);
    }
}
