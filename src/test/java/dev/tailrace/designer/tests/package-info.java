@NullMarked
package dev.tailrace.designer.tests;

import org.jspecify.annotations.NullMarked;
