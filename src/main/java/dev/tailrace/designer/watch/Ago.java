package dev.tailrace.designer.watch;

import dev.tailrace.data.Texts;
import org.jspecify.annotations.Nullable;

/** How long before the present a moment is, in words. No toolkit. */
final class Ago {
    private final Texts texts;

    Ago(Texts texts) {
        this.texts = texts;
    }

    /** As in {@code 2 min 10 s ago}; {@code live} for none. */
    String words(Timeline timeline, @Nullable Long moment) {
        if (moment == null) {
            return texts.get(timeline.ended() ? "designer.lookback.at-end" : "designer.lookback.now");
        }
        String time = time(timeline.latestNanos() - moment);
        return texts.get(timeline.ended() ? "designer.lookback.before-end" : "designer.lookback.ago", time);
    }

    /** As in {@code last 5 min}. */
    String span(long nanos) {
        return texts.get("designer.lookback.span", time(nanos));
    }

    private String time(long nanos) {
        long seconds = Math.max(0, Math.round(nanos / (double) LiveRun.SECOND));
        long minutes = seconds / 60;
        if (minutes == 0) {
            return texts.get("designer.lookback.seconds", seconds);
        }
        return seconds % 60 == 0
                ? texts.get("designer.lookback.minutes", minutes)
                : texts.get("designer.lookback.minutes-seconds", minutes, seconds % 60);
    }
}
