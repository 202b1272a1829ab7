package dev.tailrace.engine;

import dev.tailrace.operator.state.StateTable;
import dev.tailrace.runtime.StateLook;
import dev.tailrace.runtime.StateLook.Seen;
import dev.tailrace.runtime.StateLook.Table;
import dev.tailrace.runtime.StateLook.Unseen;
import dev.tailrace.runtime.StateLook.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the parts of a composite node keep, told as the node's: the tables of all of them, each with its part's name. */
final class StateOfParts {
    private final List<Table> tables = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private Why why = Why.STATELESS;

    void add(String part, StateLook look) {
        if (look instanceof Unseen unseen) {
            why = unseen.why() == Why.STATELESS ? why : unseen.why();
        } else if (look instanceof Seen of) {
            seen.add(of);
            of.tables().forEach(table -> tables.add(named(part, table)));
        }
    }

    private static Table named(String part, Table table) {
        StateTable state = table.table();
        return new Table(
                new StateTable(part + " \u00b7 " + state.name(), state.distribution(), state.keys(), state.values()),
                table.rows(),
                table.whole(),
                table.searched(),
                table.bytes());
    }

    /** The parts are looked at one after the other: as of the last of them, and the watermark that all have reached. */
    StateLook together() {
        if (seen.isEmpty()) {
            return new Unseen(why);
        }
        return new Seen(
                seen.stream().map(Seen::at).max(Comparator.naturalOrder()).orElseThrow(),
                seen.stream().mapToLong(Seen::watermarkMillis).min().orElseThrow(),
                tables,
                seen.stream().mapToLong(Seen::stateRows).sum(),
                seen.stream().mapToLong(Seen::pauseNanos).sum(),
                seen.stream().anyMatch(Seen::ended));
    }
}
