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

  private Conditions() {}

  static Map<String, String> of(ExperimentHead experiment) {
    var conditions = new HashMap<String, String>();
    for (var setting : experiment.configuration()) {
      if (matters(setting.key(), experiment.axis())) {
        conditions.put(setting.key(), setting.value());
      }
    }
    return conditions;
  }

  private static boolean matters(String key, Axis axis) {
    return EVERYWHERE.contains(key) || (axis == Axis.CONCURRENCY && OF_CONCURRENCY.contains(key));
  }
}
