package dev.onset.config;

import java.time.Duration;

/** From the values of the sandbox's further causes of trouble to {@link SandboxCauses}. */
final class SandboxCausesLoader {

  private static final String HEALTH = "onset.sandbox.health.";
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Values values;

  SandboxCausesLoader(Values values) {
    this.values = values;
  }

  /** The causes; values that are not acceptable become problems. */
  SandboxCauses load() {
    return new SandboxCauses(
        new SandboxCauses.Health(
            values.read(HEALTH + "path", SandboxCausesLoader::healthPath),
            values.read(HEALTH + "lies", Values::flagIn),
            values.duration(HEALTH + "delay", Duration.ZERO, TEN_MINUTES)));
  }

  private static String healthPath(String text) throws Refused {
    var path = text.strip();
    if (path.contains("?")) {
      throw new Refused("A health path has no query.", "Remove it; any query is answered.");
    }
    return path.isEmpty() ? path : Rules.path(path);
  }
}
