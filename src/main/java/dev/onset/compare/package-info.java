/** Two runs side by side: what began earlier, what began later, and what cannot be told. */
@NullMarked
package dev.onset.compare;

import org.jspecify.annotations.NullMarked;
