package dev.tailrace.designer.actions;

import java.text.Normalizer;
import java.util.Locale;

/** How well what is typed fits a name. No toolkit. */
public final class Matches {
    private Matches() {}

    /**
     * How well a name fits: 4 the same, 3 its beginning, 2 the beginning of one of its words, 1 within, 0 not at all.
     * Case and accents do not matter; an empty query fits everything.
     */
    public static int score(String query, String name) {
        String wanted = plain(query);
        String text = plain(name);
        if (wanted.isEmpty()) {
            return 1;
        }
        if (text.equals(wanted)) {
            return 4;
        }
        if (text.startsWith(wanted)) {
            return 3;
        }
        int at = text.indexOf(wanted);
        if (at < 0) {
            return 0;
        }
        for (; at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (!Character.isLetterOrDigit(text.charAt(at - 1))) {
                return 2;
            }
        }
        return 1;
    }

    /** How many letters have to be added, dropped, replaced or swapped with their neighbour to get from one to the other. */
    public static int distance(String one, String other) {
        String a = plain(one);
        String b = plain(other);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[a.length()][b.length()];
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }
}
