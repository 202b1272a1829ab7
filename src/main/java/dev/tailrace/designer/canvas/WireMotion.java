package dev.tailrace.designer.canvas;

import dev.tailrace.designer.watch.LivePicture;
import dev.tailrace.designer.watch.LivePicture.LiveWire;
import dev.tailrace.designer.watch.LivePicture.WireState;
import dev.tailrace.model.Wire;
import java.util.HashMap;
import java.util.Map;

/** What changes smoothly along a wire: its thickness follows its rate, its dashes travel. For one thread. */
public final class WireMotion {
    private static final double THINNEST = 1.5;
    private static final double THICKEST = 7;
    private static final double EASE_SECONDS = 0.4;
    private static final double UNITS_PER_SECOND = 24;
    private static final double IDLE_THICKNESS = 2;

    /** Dashes repeat after this length. */
    static final double PERIOD = 16;

    private static final class Wave {
        private double thickness;
        private double phase;
    }

    private final Map<Wire, Wave> waves = new HashMap<>();

    /** @param seconds since the last call */
    public void advance(LivePicture picture, double seconds, boolean travel) {
        double share = Math.min(1, seconds / EASE_SECONDS * 2);
        picture.wires().forEach((wire, live) -> {
            Wave wave = waves.computeIfAbsent(wire, any -> {
                Wave fresh = new Wave();
                fresh.thickness = thickness(live);
                return fresh;
            });
            wave.thickness += (thickness(live) - wave.thickness) * share;
            if (travel && live.state() == WireState.FLOWING) {
                double speed = UNITS_PER_SECOND * Math.log10(1 + live.rowsPerSecond());
                wave.phase = (wave.phase + speed * seconds) % PERIOD;
            }
        });
        waves.keySet().retainAll(picture.wires().keySet());
    }

    double thickness(Wire wire, LiveWire live) {
        Wave wave = waves.get(wire);
        return wave == null ? thickness(live) : wave.thickness;
    }

    /** How far the dashes have travelled, less than {@link #PERIOD}. */
    double phase(Wire wire) {
        Wave wave = waves.get(wire);
        return wave == null ? 0 : wave.phase;
    }

    /** By rate, on a logarithmic scale. */
    static double thickness(LiveWire live) {
        if (live.state() == WireState.IDLE) {
            return IDLE_THICKNESS;
        }
        double byRate = THINNEST + 1.1 * Math.log10(1 + live.rowsPerSecond());
        return Math.max(THINNEST, Math.min(THICKEST, byRate));
    }
}
