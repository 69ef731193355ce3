package dev.onset.config;

import java.time.Duration;

/**
 * The load generator.
 *
 * @param workers the most requests in flight on the rate axis
 * @param warmUp the most time to spend on warming up; zero: none
 */
public record InjectorSettings(int workers, Duration warmUp) {}
