/** The sandbox: a small HTTP gateway on loopback whose rate and connection limits are known. */
@NullMarked
package dev.onset.sandbox;

import org.jspecify.annotations.NullMarked;
