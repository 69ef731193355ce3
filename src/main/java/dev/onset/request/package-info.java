/** What a request consists of, as values: its headers and its body. */
@NullMarked
package dev.onset.request;

import org.jspecify.annotations.NullMarked;
