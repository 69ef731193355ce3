/** From evidence to explanation: which mechanism, how sure, and what to do next. */
@NullMarked
package dev.onset.diagnosis;

import org.jspecify.annotations.NullMarked;
