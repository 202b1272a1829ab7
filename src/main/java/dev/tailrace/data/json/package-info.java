/** Values and rows as JSON: read exactly, and written as one text wherever they are shown, copied, exported or kept. */
@NullMarked
package dev.tailrace.data.json;

import org.jspecify.annotations.NullMarked;
