package dev.tailrace.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tailrace.query.Column.Promise;
import java.util.ArrayList;
import java.util.List;

/** Draws what a table expression has promised where nobody has made something of it. */
final class Pendings {
    private final Drawing drawing;

    Pendings(Drawing drawing) {
        this.drawing = drawing;
    }

    /** The same rows with nothing pending: of windows, each row says in which it is. */
    Scope settle(Scope scope) {
        if (scope.pending() instanceof Pending.Windows windows) {
            return assigned(scope, windows);
        }
        if (scope.pending() instanceof Pending.Ranking ranking) {
            throw drawing.refuse(ranking.place(), "query.row-number-unbounded");
        }
        return scope;
    }

    Relation settle(Relation relation) {
        Scope scope = settle(Scope.of(null, relation));
        return new Relation(scope.stream(), scope.columns(), null);
    }

    private Scope assigned(Scope scope, Pending.Windows windows) {
        ObjectNode settings = AssignedWindows.settings(windows);
        if (settings == null) {
            throw drawing.refuse(windows.place(), "query.windows-without-group", windows.function());
        }
        Stream stream = drawing.add(new Part(AssignedWindows.OPERATOR, windows.function(), settings, windows.place())
                .reading("in", scope.stream()));
        List<Scope.Entry> entries = new ArrayList<>();
        for (Scope.Entry entry : scope.entries()) {
            entries.add(new Scope.Entry(
                    entry.alias(), entry.columns().stream().map(Pendings::drawn).toList()));
        }
        return new Scope(stream, entries, null);
    }

    private static Column drawn(Column column) {
        Promise promise = column.promise();
        return promise != null && promise.isOfWindow() ? Column.of(column.name(), promise.windowColumn()) : column;
    }
}
