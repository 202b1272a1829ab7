package dev.tailrace.designer.theme;

/** The CIEDE2000 colour difference, after Sharma, Wu and Dalal 2005. */
final class CieDe2000 {
    private static final double POW25_7 = Math.pow(25, 7);

    private CieDe2000() {}

    static double difference(double[] one, double[] other) {
        double meanChroma = (Math.hypot(one[1], one[2]) + Math.hypot(other[1], other[2])) / 2;
        double g = 0.5 * (1 - Math.sqrt(Math.pow(meanChroma, 7) / (Math.pow(meanChroma, 7) + POW25_7)));
        double a1 = (1 + g) * one[1];
        double a2 = (1 + g) * other[1];
        double c1 = Math.hypot(a1, one[2]);
        double c2 = Math.hypot(a2, other[2]);
        double h1 = hue(a1, one[2]);
        double h2 = hue(a2, other[2]);

        double deltaL = other[0] - one[0];
        double deltaC = c2 - c1;
        double turn = h2 - h1;
        if (c1 * c2 == 0) {
            turn = 0;
        } else if (turn > 180) {
            turn -= 360;
        } else if (turn < -180) {
            turn += 360;
        }
        double deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));

        double l = (one[0] + other[0]) / 2;
        double c = (c1 + c2) / 2;
        double h = h1 + h2;
        if (c1 * c2 != 0) {
            if (Math.abs(h1 - h2) <= 180) {
                h /= 2;
            } else {
                h = h < 360 ? (h + 360) / 2 : (h - 360) / 2;
            }
        }
        double t = 1
                - 0.17 * Math.cos(Math.toRadians(h - 30))
                + 0.24 * Math.cos(Math.toRadians(2 * h))
                + 0.32 * Math.cos(Math.toRadians(3 * h + 6))
                - 0.20 * Math.cos(Math.toRadians(4 * h - 63));
        double sl = 1 + 0.015 * Math.pow(l - 50, 2) / Math.sqrt(20 + Math.pow(l - 50, 2));
        double sc = 1 + 0.045 * c;
        double sh = 1 + 0.015 * c * t;
        double rc = 2 * Math.sqrt(Math.pow(c, 7) / (Math.pow(c, 7) + POW25_7));
        double rt = -rc * Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((h - 275) / 25, 2))));
        return Math.sqrt(Math.pow(deltaL / sl, 2)
                + Math.pow(deltaC / sc, 2)
                + Math.pow(deltaH / sh, 2)
                + rt * (deltaC / sc) * (deltaH / sh));
    }

    private static double hue(double a, double b) {
        double degrees = Math.toDegrees(Math.atan2(b, a));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
