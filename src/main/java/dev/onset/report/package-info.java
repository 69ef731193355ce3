/** Experiment records to sentences, console text and self-contained HTML pages. */
@NullMarked
package dev.onset.report;

import org.jspecify.annotations.NullMarked;
