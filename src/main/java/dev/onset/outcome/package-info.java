/** What an attempt ended as: the closed list of outcomes and how an ending is told apart. */
@NullMarked
package dev.onset.outcome;

import org.jspecify.annotations.NullMarked;
