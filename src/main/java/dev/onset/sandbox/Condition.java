package dev.onset.sandbox;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway fares, and what its health check says of that; for one thread, but for the count.
 */
final class Condition {
  private static final long ILL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Reply up = Reply.json(200, "{\"status\":\"up\"}");
  private final Reply down = Reply.json(503, "{\"status\":\"down\"}");
  private final Reply broken;
  private final @Nullable HealthCheck check;
  private final @Nullable HealthState health;
  private final @Nullable OutageState outage;
  private final LongSupplier epochNanos;
  private final AtomicLong metOutage = new AtomicLong();

  Condition(Causes causes, LongSupplier epochNanos) {
    this.check = causes.health();
    this.health = check == null ? null : new HealthState(check.delay());
    Outage outages = causes.outage();
    this.outage = outages == null ? null : new OutageState(outages);
    this.broken =
        Reply.json(
            outages == null ? 503 : outages.status(), "{\"error\": \"The gateway is down\"}");
    this.epochNanos = epochNanos;
  }

  /** Whether a request target is that of the health check. */
  boolean isHealth(String target) {
    return check != null && check.isAskedBy(target);
  }

  /** What the health check answers now. */
  Reply health() {
    if (check == null || health == null || check.lies()) {
      return up;
    }
    long now = epochNanos.getAsLong();
    passTo(now);
    return health.isDown(now) ? down : up;
  }

  /** Counts a request on another path; true if it finds the gateway down. */
  boolean arrive() {
    if (outage == null) {
      return false;
    }
    long now = epochNanos.getAsLong();
    passTo(now);
    boolean met = outage.arrive(now);
    if (met) {
      metOutage.incrementAndGet();
    }
    return met;
  }

  /** Before anything new: the next outage makes the last one forgotten. */
  private void passTo(long nowNanos) {
    if (outage != null && health != null) {
      outage.latest(nowNanos).ifPresent(spell -> health.ill(spell.from(), spell.until()));
    }
  }

  /** What all requests are answered in an outage. */
  Reply outage() {
    return broken;
  }

  /** Notes that a request was just answered with an error. */
  void failed() {
    if (health != null) {
      long now = epochNanos.getAsLong();
      health.ill(now, now + ILL_NANOS);
    }
  }

  long metOutage() {
    return metOutage.get();
  }
}
