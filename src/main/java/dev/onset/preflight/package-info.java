/**
 * What is checked before any load: name resolution, then TCP, TLS and one request for each address,
 * the target's clock, proxies, and the path.
 */
@NullMarked
package dev.onset.preflight;

import org.jspecify.annotations.NullMarked;
