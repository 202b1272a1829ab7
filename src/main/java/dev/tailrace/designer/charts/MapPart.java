package dev.tailrace.designer.charts;

/**
 * What part of the world a map shows: equirectangular, so that degrees are as long everywhere, north up.
 *
 * @param longitude of the middle in degrees, east positive
 * @param latitude of the middle in degrees, north positive
 * @param zoom 1 shows the whole inhabited world
 */
record MapPart(double longitude, double latitude, double zoom) {
    /** From the south of Patagonia to the north of Greenland. */
    static final MapPart WORLD = new MapPart(0, 14, 1);

    private static final double DEGREES_ACROSS = 360;
    private static final double DEGREES_DOWN = 142;
    private static final double MOST_ZOOM = 64;

    /** Pixels of a degree on a picture of this size. */
    double scale(double width, double height) {
        return zoom * Math.min(width / DEGREES_ACROSS, height / DEGREES_DOWN);
    }

    double x(double atLongitude, double width, double height) {
        return width / 2 + (atLongitude - longitude) * scale(width, height);
    }

    double y(double atLatitude, double width, double height) {
        return height / 2 - (atLatitude - latitude) * scale(width, height);
    }

    double longitudeAt(double x, double width, double height) {
        return longitude + (x - width / 2) / scale(width, height);
    }

    double latitudeAt(double y, double width, double height) {
        return latitude - (y - height / 2) / scale(width, height);
    }

    /** Moved by pixels; the middle stays on the world. */
    MapPart moved(double dx, double dy, double width, double height) {
        double scale = scale(width, height);
        return within(longitude - dx / scale, latitude + dy / scale, zoom);
    }

    /** Zoomed by a factor; the place at this pixel stays where it is. */
    MapPart zoomed(double factor, double x, double y, double width, double height) {
        double to = Math.max(1, Math.min(MOST_ZOOM, zoom * factor));
        if (to == 1) {
            return WORLD;
        }
        double shrunk = zoom / to;
        double keptLongitude = longitudeAt(x, width, height);
        double keptLatitude = latitudeAt(y, width, height);
        return within(
                keptLongitude + (longitude - keptLongitude) * shrunk,
                keptLatitude + (latitude - keptLatitude) * shrunk,
                to);
    }

    private static MapPart within(double longitude, double latitude, double zoom) {
        return new MapPart(Math.max(-180, Math.min(180, longitude)), Math.max(-90, Math.min(90, latitude)), zoom);
    }
}
