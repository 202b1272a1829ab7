package dev.tailrace.operator.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowIndexTest {
    private static Set<Integer> found(RowIndex index, int hash) {
        Set<Integer> rows = new HashSet<>();
        for (int at = index.first(hash); at != RowIndex.NONE; at = index.next(at, hash)) {
            rows.add(index.row(at));
        }
        return rows;
    }

    @Test
    void findsTheRowsOfAHashHoweverManyComeAndGo() {
        Random random = new Random(1);
        RowIndex index = new RowIndex();
        Map<Integer, Set<Integer>> expected = new HashMap<>();
        List<int[]> all = new ArrayList<>();
        for (int row = 0; row < 30_000; row++) {
            // Neighbours collide, and some hashes are the same.
            int hash = random.nextInt(300) * (random.nextBoolean() ? 1 : 1 << 20);
            index.add(hash, row);
            all.add(new int[] {hash, row});
            expected.computeIfAbsent(hash, none -> new HashSet<>()).add(row);
            while (all.size() > 500 || (random.nextInt(3) == 0 && !all.isEmpty())) {
                int[] gone = all.remove(random.nextInt(all.size()));
                index.remove(gone[0], gone[1]);
                expected.get(gone[0]).remove(gone[1]);
            }
        }
        expected.forEach((hash, rows) -> assertEquals(rows, found(index, hash)));
    }
}
