package dev.tailrace.operator;

/**
 * A place where wires end or begin.
 *
 * @param name unique among the operator's ports, such as {@code in}, {@code out}, {@code error}, {@code late}
 * @param optional whether the pipeline may run with the port not wired
 * @param many whether more than one wire may enter; any number may always leave
 */
public record Port(String name, Side side, Carries carries, boolean optional, boolean many) {
    /** Input or output. */
    public enum Side {
        INPUT,
        OUTPUT
    }

    /** What passes; it decides the port's shape on the canvas and which wires fit. */
    public enum Carries {
        /** Rows that are only added. */
        ROWS,
        /** Rows or a changelog, whichever comes in; it goes out as it is. What it is stands in the {@link StreamType}. */
        PASSED_ON,
        /** A changelog: inserts, updates and deletes. An input of this kind takes plain rows too. */
        CHANGES,
        /**
         * What holds of keys from an event time on, until the next of the same key: rows that say it, and deletes that say
         * that nothing holds any more. They do not add up to a table, since a delete has its own time and not that of what
         * it ends. An input of this kind takes plain rows too, each of which says it.
         */
        VERSIONS,
        /** A table that is looked up, not streamed. */
        SIDE_TABLE,
        /** Rows that could not be read or computed. */
        ERRORS,
        /** Rows that came after their window had fired. */
        LATE_ROWS
    }

    /** A needed input that takes one wire of insert-only rows. */
    public static Port in() {
        return in("in");
    }

    /** As {@link #in()}, under another name. */
    public static Port in(String name) {
        return new Port(name, Side.INPUT, Carries.ROWS, false, false);
    }

    /** A needed input that takes many wires and passes on what they bring. */
    public static Port inMany() {
        return new Port("in", Side.INPUT, Carries.PASSED_ON, false, true);
    }

    /** A needed input that takes one wire and passes on what it brings. */
    public static Port inPassed() {
        return inPassed("in");
    }

    /** As {@link #inPassed()}, under another name. */
    public static Port inPassed(String name) {
        return new Port(name, Side.INPUT, Carries.PASSED_ON, false, false);
    }

    /** An output of what has come in; it may be left open with a warning. */
    public static Port outPassed(String name) {
        return new Port(name, Side.OUTPUT, Carries.PASSED_ON, false, false);
    }

    /** A needed input that takes one wire, be it rows or a changelog. */
    public static Port inChanges() {
        return inChanges("in");
    }

    /** As {@link #inChanges()}, under another name. */
    public static Port inChanges(String name) {
        return new Port(name, Side.INPUT, Carries.CHANGES, false, false);
    }

    /** A needed input that takes one wire, be it of versions or of rows of which each is one. */
    public static Port inVersions(String name) {
        return new Port(name, Side.INPUT, Carries.VERSIONS, false, false);
    }

    /** The output {@code out} of versions. */
    public static Port versions() {
        return new Port("out", Side.OUTPUT, Carries.VERSIONS, false, false);
    }

    /** An output of insert-only rows that may be left open with a warning. */
    public static Port out(String name) {
        return new Port(name, Side.OUTPUT, Carries.ROWS, false, false);
    }

    public static Port out() {
        return out("out");
    }

    /** The output {@code out} of a changelog. */
    public static Port changes() {
        return new Port("out", Side.OUTPUT, Carries.CHANGES, false, false);
    }

    public static Port errors() {
        return new Port("error", Side.OUTPUT, Carries.ERRORS, true, false);
    }

    public static Port late() {
        return new Port("late", Side.OUTPUT, Carries.LATE_ROWS, true, false);
    }

    public boolean isInput() {
        return side == Side.INPUT;
    }

    /**
     * Whether a wire from this output may end at that input, as far as the kinds go; whether a changelog that is passed
     * on may enter is for the check, which knows it.
     */
    public boolean fits(Port input) {
        if (isInput() || !input.isInput()) {
            return false;
        }
        return switch (input.carries) {
            case ROWS -> carries != Carries.CHANGES && carries != Carries.SIDE_TABLE && carries != Carries.VERSIONS;
            case VERSIONS -> carries != Carries.CHANGES && carries != Carries.SIDE_TABLE;
            case CHANGES, PASSED_ON -> carries != Carries.SIDE_TABLE && carries != Carries.VERSIONS;
            default -> carries == input.carries;
        };
    }
}
