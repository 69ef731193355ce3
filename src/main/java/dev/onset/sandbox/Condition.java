package dev.onset.sandbox;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How the gateway fares, and what its health check says of that; for one thread. */
final class Condition {
  private static final long ILL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Reply up = Reply.json(200, "{\"status\":\"up\"}");
  private final Reply down = Reply.json(503, "{\"status\":\"down\"}");
  private final @Nullable HealthCheck check;
  private final @Nullable HealthState health;
  private final LongSupplier epochNanos;

  Condition(Causes causes, LongSupplier epochNanos) {
    this.check = causes.health();
    this.health = check == null ? null : new HealthState(check.delay());
    this.epochNanos = epochNanos;
  }

  /** Whether a request target is that of the health check. */
  boolean isHealth(String target) {
    return check != null && check.isAskedBy(target);
  }

  /** What the health check answers now. */
  Reply health() {
    boolean ill = health != null && health.isDown(epochNanos.getAsLong());
    return ill && check != null && !check.lies() ? down : up;
  }

  /** Notes that a request was just answered with an error. */
  void failed() {
    if (health != null) {
      long now = epochNanos.getAsLong();
      health.ill(now, now + ILL_NANOS);
    }
  }
}
