/** Light and dark: tokens, fonts, the app icon, and what is remembered of the window. */
@NullMarked
package dev.tailrace.designer.theme;

import org.jspecify.annotations.NullMarked;
