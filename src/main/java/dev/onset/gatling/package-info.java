/** Gatling as a load engine: workers that take orders, and the simulations' base class. */
@NullMarked
package dev.onset.gatling;

import org.jspecify.annotations.NullMarked;
