package dev.tailrace.designer.theme;

/** A colour in linear light of sRGB's primaries, each part 0 to 1. */
record Rgb(double red, double green, double blue) {
    static Rgb parse(String hex) {
        int value = Integer.parseInt(hex.substring(1), 16);
        return new Rgb(linear(value >> 16), linear((value >> 8) & 0xFF), linear(value & 0xFF));
    }

    private static double linear(int part) {
        double encoded = part / 255.0;
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    /** WCAG 2.2, relative luminance. */
    private double luminance() {
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    /** WCAG 2.2, contrast ratio: 1 to 21. */
    double contrast(Rgb other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** CIE L*a*b* under D65. */
    double[] lab() {
        double x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
        double y = f(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue);
        double z = f((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
}
