package dev.tailrace.designer.commands;

/**
 * A remedy as a person is offered it.
 *
 * @param words on the button
 * @param change what it changes in the drawing, in one line
 * @param edit a step of undo of its own
 */
public record FixOffer(String words, String change, Command edit) {}
