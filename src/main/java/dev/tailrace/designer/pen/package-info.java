/** Drawing by hand: one small interface onto the screen, a picture or SVG, with the fonts, glyphs and colours it uses. */
@NullMarked
package dev.tailrace.designer.pen;

import org.jspecify.annotations.NullMarked;
