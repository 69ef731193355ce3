package dev.onset.compare;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Target;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether two experiments on one axis measured the same thing in the same way.
 *
 * <p>Settings that only say how far or how finely to search do not matter: bounds are bounds. Nor
 * do the sandbox's limits: they are what is under test there.
 */
final class Comparability {

  private static final String TARGET = "onset.target.";
  private static final String PATH = TARGET + "path";

  /** What the target says already, and what only says how values are shown. */
  private static final Set<String> IN_THE_TARGET =
      Set.of(TARGET + "base-url", TARGET + "method", TARGET + "secret-names");

  private static final String TIMEOUTS = "onset.timeouts.";

  /** Changes what the concurrency axis measures: how fast connections come, how often they ask. */
  private static final Set<String> OF_CONCURRENCY =
      Set.of("onset.concurrency.open-rate", "onset.concurrency.hold-interval");

  private final ExperimentRecord baseline;
  private final ExperimentRecord candidate;
  private final List<Obstacle> obstacles = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Comparability(ExperimentRecord baseline, ExperimentRecord candidate) {
    this.baseline = baseline;
    this.candidate = candidate;
    target();
    timeouts();
    method();
    generator("the baseline", baseline);
    generator("the candidate", candidate);
    machine();
    trials("the baseline", baseline);
    trials("the candidate", candidate);
    versions();
  }

  static Comparability of(ExperimentRecord baseline, ExperimentRecord candidate) {
    return new Comparability(baseline, candidate);
  }

  /** What makes a comparison of the two meaningless; empty when nothing does. */
  List<Obstacle> obstacles() {
    return List.copyOf(obstacles);
  }

  /** What differs without making it meaningless, as sentences. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  private void target() {
    var before = shown(baseline.target());
    var after = shown(candidate.target());
    boolean elsewhere = !before.equals(after);
    if (elsewhere) {
      add(
          Obstacle.Kind.TARGET,
          "the target is %s in the baseline and %s in the candidate".formatted(before, after));
    }
    // The base URL, the method and the path are in the target already, the path without its query.
    settings(
        Obstacle.Kind.TARGET,
        key ->
            key.startsWith(TARGET)
                && !IN_THE_TARGET.contains(key)
                && !(elsewhere && key.equals(PATH)));
  }

  /** The sandbox listens at another port each time. */
  private static String shown(Target target) {
    return target.method()
        + " "
        + (target.sandbox()
            ? "the sandbox " + target.url().replaceFirst("^https?://[^/?]*", "")
            : target.url());
  }

  private void timeouts() {
    unknown("the baseline", baseline);
    unknown("the candidate", candidate);
    settings(Obstacle.Kind.TIMEOUTS, key -> key.startsWith(TIMEOUTS));
  }

  private void unknown(String which, ExperimentRecord experiment) {
    if (chosen(experiment, key -> key.startsWith(TIMEOUTS)).isEmpty()) {
      notes.add(
          "The record of %s does not say which timeouts were set; whether they agree is not known."
              .formatted(which));
    }
  }

  private void method() {
    if (baseline.axis() == Axis.CONCURRENCY) {
      settings(Obstacle.Kind.METHOD, OF_CONCURRENCY::contains);
    }
  }

  private void generator(String which, ExperimentRecord experiment) {
    if (experiment.injector().verdict() == Fitness.LIMITED) {
      add(
          Obstacle.Kind.GENERATOR,
          "the load generator was the bottleneck in %s%s"
              .formatted(
                  which,
                  experiment.injector().reasons().isEmpty()
                      ? ""
                      : ": " + experiment.injector().reasons().get(0)));
    }
  }

  private void machine() {
    var before = baseline.injector().machine();
    var after = candidate.injector().machine();
    if (before == null || after == null) {
      return;
    }
    differs("operating system", before.os(), after.os());
    differs("number of processors", before.processors(), after.processors());
    if (before.synRetries() != null && after.synRetries() != null) {
      differs("number of repeated SYNs (tcp_syn_retries)", before.synRetries(), after.synRetries());
    }
    note("kernel of the load generator", before.kernel(), after.kernel());
    note("Java of the load generator", before.java(), after.java());
  }

  private void differs(String what, Object before, Object after) {
    if (!before.equals(after)) {
      add(
          Obstacle.Kind.GENERATOR,
          "the load generator's %s is %s in the baseline and %s in the candidate"
              .formatted(what, before, after));
    }
  }

  private void trials(String which, ExperimentRecord experiment) {
    if (experiment.status() == Status.FAILED) {
      add(
          Obstacle.Kind.TRIALS,
          "%s could not measure%s"
              .formatted(
                  which,
                  experiment.statusReason() == null
                      ? ""
                      : ": " + firstLine(experiment.statusReason())));
      return;
    }
    int all = experiment.trials().size();
    long spoilt =
        experiment.trials().stream().filter(trial -> trial.verdict() == Verdict.INVALID).count();
    if (all == 0) {
      add(Obstacle.Kind.TRIALS, "%s has no trial".formatted(which));
    } else if (spoilt * 2 > all) {
      add(
          Obstacle.Kind.TRIALS,
          "most trials of %s did not count (%d of %d), because the load generator fell short"
              .formatted(which, spoilt, all));
    } else if (spoilt > 0) {
      notes.add("%d of %d trials of %s did not count.".formatted(spoilt, all, which));
    }
    if (experiment.status() == Status.STOPPED && all > 0) {
      notes.add(
          "The search of %s stopped early; what it confirmed until then is compared."
              .formatted(which));
    }
  }

  private void versions() {
    note("version of Onset", baseline.onsetVersion(), candidate.onsetVersion());
    note("version of Gatling", baseline.gatlingVersion(), candidate.gatlingVersion());
  }

  private void note(String what, String before, String after) {
    if (!before.equals(after)) {
      notes.add("The %s changed from %s to %s.".formatted(what, before, after));
    }
  }

  private void settings(Obstacle.Kind kind, Predicate<String> matter) {
    var before = chosen(baseline, matter);
    var after = chosen(candidate, matter);
    var keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (var key : keys) {
      var was = before.get(key);
      var is = after.get(key);
      // A key that the other version does not know says nothing.
      boolean comparable = (was != null && is != null) || key.startsWith(TARGET + "headers.");
      if (comparable && !Objects.equals(was, is)) {
        add(
            kind,
            "%s is %s in the baseline and %s in the candidate".formatted(key, text(was), text(is)));
      }
    }
  }

  private static Map<String, String> chosen(ExperimentRecord experiment, Predicate<String> matter) {
    var chosen = new TreeMap<String, String>();
    for (Setting setting : experiment.configuration()) {
      if (matter.test(setting.key())) {
        chosen.put(setting.key(), setting.value());
      }
    }
    return chosen;
  }

  private static String text(@Nullable String value) {
    return value == null ? "not set" : value.isEmpty() ? "empty" : value;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }

  private void add(Obstacle.Kind kind, String text) {
    obstacles.add(new Obstacle(kind, text));
  }
}
