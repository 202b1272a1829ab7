package dev.tailrace.launcher;

/** Shows a run while it goes on. */
interface RunDisplay {
    void begin();

    void show();

    void end();
}
