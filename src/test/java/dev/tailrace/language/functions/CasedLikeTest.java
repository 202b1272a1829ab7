package dev.tailrace.language.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CasedLikeTest {
    @Test
    void findsWhatJavaFindsInTheOtherCase() {
        String[] letters = {"g", "G", "o", "O", "l", "-", "1", "ſ", "ß", "é", "世"};
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200_000; round++) {
            boolean isUpper = random.nextBoolean();
            String part = part(random, isUpper);
            StringBuilder text = new StringBuilder();
            if (random.nextInt(4) == 0) {
                text.append(part);
            }
            int plain = random.nextInt(3) > 0 ? 7 : letters.length;
            for (int left = random.nextInt(30); left > 0; left--) {
                text.append(letters[random.nextInt(plain)]);
            }
            int behind = random.nextInt(20);
            byte[] around = ("goo" + text + "gool".repeat(5).substring(0, behind)).getBytes(StandardCharsets.UTF_8);
            String other = isUpper
                    ? text.toString().toUpperCase(Locale.ROOT)
                    : text.toString().toLowerCase(Locale.ROOT);
            boolean found =
                    CasedLike.of("%" + part + "%", isUpper).matches(around, 3, around.length - behind, new Slice());

            assertEquals(other.contains(part), found, () -> part + " in " + text);
        }
    }

    @Test
    void isOnlyForPartsOfTwoBytesInTheCaseWanted() {
        assertTrue(CasedLike.canBe("%GO%", true));
        assertFalse(CasedLike.canBe("%Go%", true));
        assertFalse(CasedLike.canBe("%G%", true));
        assertFalse(CasedLike.canBe("GO%", true));
        assertFalse(CasedLike.canBe("%É1%", true));
    }

    private static String part(SplittableRandom random, boolean isUpper) {
        String letters = isUpper ? "GOL-1S" : "gol-1s";
        StringBuilder part = new StringBuilder();
        for (int left = 2 + random.nextInt(random.nextInt(8) == 0 ? 9 : 4); left > 0; left--) {
            part.append(letters.charAt(random.nextInt(letters.length())));
        }
        return part.toString();
    }
}
