package dev.tailrace.designer.commands;

import org.jspecify.annotations.Nullable;

/**
 * A remedy as a person is offered it.
 *
 * @param words on the button
 * @param change what it changes in the drawing, in one line; empty if it does not change the drawing
 * @param edit a step of undo of its own, or null if a secret is asked for
 * @param secret the name of the secret that is asked for, or null
 */
public record FixOffer(String words, String change, @Nullable Command edit, @Nullable String secret) {}
