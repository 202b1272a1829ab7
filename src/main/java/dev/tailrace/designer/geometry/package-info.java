/** Where everything on the canvas stands, what a pointer meets there, and how the canvas is looked at. No toolkit. */
@NullMarked
package dev.tailrace.designer.geometry;

import org.jspecify.annotations.NullMarked;
