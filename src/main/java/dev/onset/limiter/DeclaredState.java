package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * What a target says is left of one limit.
 *
 * @param name as in {@link DeclaredPolicy#name}
 * @param unit what is counted
 * @param limit the limit that it is left of, when the same headers say; else null
 * @param remaining units left, 0 or more; null when not said
 * @param resetSeconds seconds from the response to the moment at which more is granted, 0 or more;
 *     null when not said
 * @param source the header that says so
 */
public record DeclaredState(
    @Nullable String name,
    DeclaredUnit unit,
    @Nullable Double limit,
    @Nullable Double remaining,
    @Nullable Double resetSeconds,
    String source) {}
