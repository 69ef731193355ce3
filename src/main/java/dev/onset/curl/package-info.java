/**
 * A curl command as people paste it, read into the request that curl 7.88 would send.
 *
 * <p>Text is kept as one character for each byte (ISO 8859-1) from the first step on, as curl and
 * the shell treat it; {@link dev.onset.curl.Octets} converts. Nothing here reads a file by itself.
 */
@NullMarked
package dev.onset.curl;

import org.jspecify.annotations.NullMarked;
