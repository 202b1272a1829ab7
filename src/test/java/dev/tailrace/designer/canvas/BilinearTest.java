package dev.tailrace.designer.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BilinearTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    private final int[] source = new Random(20261122)
            .ints(WIDTH * HEIGHT)
            .map(any -> any | 0xFF000000)
            .toArray();
    private final Bilinear picture = new Bilinear(source, WIDTH, HEIGHT);

    @Test
    void unscaledItIsThePictureItself() {
        int[] result = new int[WIDTH * HEIGHT];
        Bilinear.Part part = picture.into(result, WIDTH, HEIGHT, 1, 0, 0);
        assertEquals(new Bilinear.Part(0, 0, WIDTH, HEIGHT), part);
        // The last pixel of a row or column is mixed with none after it, and so short of a 256th of itself.
        for (int y = 0; y < HEIGHT - 1; y++) {
            for (int x = 0; x < WIDTH - 1; x++) {
                assertEquals(source[y * WIDTH + x], result[y * WIDTH + x]);
            }
        }
        assertNear(source, result);
    }

    @Test
    void movedByWholePixelsItCoversOnlyWhatItReaches() {
        int[] result = new int[WIDTH * HEIGHT];
        Bilinear.Part part = picture.into(result, WIDTH, HEIGHT, 1, 5, -3);
        assertEquals(new Bilinear.Part(5, 0, WIDTH, HEIGHT - 3), part);
        assertEquals(source[3 * WIDTH], result[5]);
        assertEquals(0, result[4]);
        assertEquals(0, result[(HEIGHT - 1) * WIDTH + 10]);
    }

    @Test
    void scaledItIsWhatTheFormulaGives() {
        for (double scale : new double[] {0.67, 0.9, 1.1, 1.5}) {
            int[] result = new int[60 * 40];
            Bilinear.Part part = picture.into(result, 60, 40, scale, -2.3, 1.7);
            int[] wanted = new int[60 * 40];
            for (int y = part.top(); y < part.bottom(); y++) {
                for (int x = part.left(); x < part.right(); x++) {
                    wanted[y * 60 + x] = mixed((x + 0.5 + 2.3) / scale - 0.5, (y + 0.5 - 1.7) / scale - 0.5);
                }
            }
            assertNear(wanted, result);
        }
    }

    @Test
    void beyondThePictureNothingIsDrawn() {
        int[] result = new int[100];
        assertTrue(picture.into(result, 10, 10, 1.2, 20, 0).isEmpty());
        assertArrayEquals(new int[100], result);
    }

    private int mixed(double x, double y) {
        double atX = Math.max(0, Math.min(WIDTH - 1, x));
        double atY = Math.max(0, Math.min(HEIGHT - 1, y));
        int left = Math.min(WIDTH - 2, (int) atX);
        int top = Math.min(HEIGHT - 2, (int) atY);
        double right = atX - left;
        double below = atY - top;
        int argb = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            double value = (1 - below)
                            * ((1 - right) * channel(left, top, shift) + right * channel(left + 1, top, shift))
                    + below * ((1 - right) * channel(left, top + 1, shift) + right * channel(left + 1, top + 1, shift));
            argb |= (int) Math.round(value) << shift;
        }
        return argb;
    }

    private int channel(int x, int y, int shift) {
        return source[y * WIDTH + x] >>> shift & 0xFF;
    }

    private static void assertNear(int[] wanted, int[] found) {
        for (int i = 0; i < wanted.length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                int apart = Math.abs((wanted[i] >>> shift & 0xFF) - (found[i] >>> shift & 0xFF));
                assertTrue(apart <= 3, "at " + i + ", channel " + shift + ": " + apart + " apart");
            }
        }
    }
}
