package dev.onset.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a target is overloaded to see how it comes back.
 *
 * @param onsetPerSecond the load at which it fails, or null to find it out
 * @param push the overload, as a multiple of that load
 * @param pushFor how long it lasts
 * @param calm the load that it falls back to, as a share of that load
 * @param cleanFor how long nothing may fail for the target to count as back
 * @param patience how long to wait for that
 */
public record RecoverySettings(
    @Nullable Double onsetPerSecond,
    double push,
    Duration pushFor,
    double calm,
    Duration cleanFor,
    Duration patience) {}
