/** Offered load as functions of time: axes, schedules, the next due slot. */
@NullMarked
package dev.onset.load;

import org.jspecify.annotations.NullMarked;
