package dev.onset.gatling;

import io.gatling.core.Predef;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import scala.concurrent.duration.FiniteDuration;

/**
 * The engine's settings that Onset decides per run.
 *
 * <p>Gatling reads its connect and handshake timeouts from {@code gatling.conf} alone, before it
 * loads a simulation; here they follow {@code onset.timeouts}, so that there is one place to set
 * them. Must be called from a simulation's constructor, before Gatling builds its HTTP client.
 */
final class EngineSettings {

  private EngineSettings() {}

  /**
   * Sets the timeouts and refuses an engine that would send anything anywhere but to the target.
   *
   * @throws IllegalStateException when Gatling is set up to report its use, or its settings cannot
   *     be reached in this version
   */
  static void apply(Duration connect, Duration handshake) {
    var configuration = Predef.configuration();
    if (configuration.data().enableAnalytics()) {
      throw new IllegalStateException(
          "gatling.data.enableAnalytics is on, so that Gatling would contact another host than the"
              + " target: set it to false in gatling.conf.");
    }
    set(configuration.socket(), "connectTimeout", connect);
    set(configuration.ssl(), "handshakeTimeout", handshake);
    if (configuration.socket().connectTimeout().toMillis() != connect.toMillis()
        || configuration.ssl().handshakeTimeout().toMillis() != handshake.toMillis()) {
      throw unreachable("they did not take effect", null);
    }
  }

  /** Sets when a request is given up for which its scenario says nothing else. */
  static void apply(Duration request) {
    var section = Predef.configuration().http();
    set(section, "requestTimeout", request);
    if (section.requestTimeout().toMillis() != request.toMillis()) {
      throw unreachable("requestTimeout did not take effect", null);
    }
  }

  private static void set(Object section, String name, Duration value) {
    try {
      var field = section.getClass().getDeclaredField(name);
      field.setAccessible(true);
      field.set(section, new FiniteDuration(value.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unreachable(name + ": " + e, e);
    }
  }

  private static IllegalStateException unreachable(String what, @Nullable Throwable cause) {
    return new IllegalStateException(
        "This Gatling version does not let Onset set its timeouts ("
            + what
            + "): use the version"
            + " that Onset's pom.xml names.",
        cause);
  }
}
