/** What is checked before any load: name resolution, TCP, TLS and one request. */
@NullMarked
package dev.onset.preflight;

import org.jspecify.annotations.NullMarked;
