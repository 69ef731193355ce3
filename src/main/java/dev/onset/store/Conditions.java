package dev.onset.store;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentHead;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The settings that decide what an experiment's answers are an answer to. */
final class Conditions {

  private static final Set<String> EVERYWHERE =
      Set.of("onset.timeouts.connect", "onset.timeouts.request");

  /** How fast connections come and how often they ask decides how many are taken. */
  private static final Set<String> OF_CONCURRENCY =
      Set.of("onset.concurrency.open-rate", "onset.concurrency.hold-interval");

  private static final String REQUEST = "onset.target.";

  private Conditions() {}

  static Map<String, String> of(ExperimentHead experiment) {
    var conditions = new HashMap<String, String>();
    boolean tls = experiment.target().url().startsWith("https:");
    boolean callers =
        experiment.configuration().stream()
            .anyMatch(setting -> setting.key().startsWith(REQUEST + "credentials."));
    for (var setting : experiment.configuration()) {
      var key = setting.key();
      if (EVERYWHERE.contains(key)
          || (experiment.axis() == Axis.CONCURRENCY && OF_CONCURRENCY.contains(key))
          || (tls && key.equals("onset.timeouts.tls"))
          || (key.startsWith(REQUEST) && isOfTheRequest(key, setting.value(), callers))) {
        conditions.put(key, setting.value());
      }
    }
    return conditions;
  }

  /**
   * Whether a setting makes it another request. One that is empty is as if it were not there, as in
   * records of versions that do not know it.
   */
  private static boolean isOfTheRequest(String key, String value, boolean callers) {
    return switch (key.substring(REQUEST.length())) {
      // In the target already.
      case "base-url", "method" -> false;
      // How values are shown.
      case "secret-names" -> false;
      // In the target without its query.
      case "path" -> value.contains("?");
      case "identity-header" -> callers;
      default -> !value.isEmpty();
    };
  }
}
