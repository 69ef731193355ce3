package dev.onset.limiter;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Many limiters of each kind, what each was taken for, and how far its numbers were off. */
final class ConfusionMatrix {

  /** One limiter and its name. */
  record Case(Truth truth, Limiter named, double milliseconds) {

    boolean rightName() {
      return truth.isNamedBy(named) || truth.isTheSameAs(named);
    }

    boolean rightRate() {
      return !truth.hasRate() || truth.rateError(named) <= 0.01 || truth.isOneLess(named);
    }

    boolean rightBurst() {
      return !truth.hasBurst() || truth.burstIsRight(named);
    }
  }

  final List<Case> cases;
  final long seed;
  private final double jitterSeconds;

  private ConfusionMatrix(List<Case> cases, long seed, double jitterSeconds) {
    this.cases = cases;
    this.seed = seed;
    this.jitterSeconds = jitterSeconds;
  }

  /** Draws at least {@code perAlgorithm} limiters of each algorithm, its variants alike. */
  static ConfusionMatrix of(int perAlgorithm, double jitterSeconds, long seed) {
    var truths = new SplittableRandom(seed);
    record Drawn(Truth.Kind kind, long seed) {}
    var drawn = new java.util.ArrayList<Drawn>();
    for (var kind : Truth.Kind.values()) {
      long variants =
          IntStream.range(0, Truth.Kind.values().length)
              .filter(i -> Truth.Kind.values()[i].algorithm == kind.algorithm)
              .count();
      for (int i = 0; i * variants < perAlgorithm; i++) {
        drawn.add(new Drawn(kind, truths.nextLong()));
      }
    }
    var cases =
        drawn.parallelStream()
            .map(
                one -> {
                  var random = new SplittableRandom(one.seed());
                  var truth = Truth.random(one.kind(), random);
                  long began = System.nanoTime();
                  var named = truth.identified(random, jitterSeconds);
                  return new Case(truth, named, (System.nanoTime() - began) / 1e6);
                })
            .toList();
    return new ConfusionMatrix(cases, seed, jitterSeconds);
  }

  List<Case> of(Algorithm algorithm) {
    return cases.stream().filter(one -> one.truth().kind().algorithm == algorithm).toList();
  }

  static double share(List<Case> cases, java.util.function.Predicate<Case> right) {
    return cases.stream().filter(right).count() / (double) cases.size();
  }

  /** A Markdown table, a row for each kind. */
  String table() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Seed %d, %d limiters, network jitter %.1f ms:%n%n",
            seed,
            cases.size(),
            jitterSeconds * 1000));
    text.append("| is | cases | named right | rate within 1 % | burst right | taken for |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (var kind : Truth.Kind.values()) {
      var all = cases.stream().filter(one -> one.truth().kind() == kind).toList();
      var right = all.stream().filter(Case::rightName).toList();
      var wrong = new TreeMap<String, Integer>();
      all.stream()
          .filter(one -> !one.rightName())
          .forEach(one -> wrong.merge(name(one.named()), 1, Integer::sum));
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %s | %s | %s |%n",
              kind.words,
              all.size(),
              right.size(),
              kind.algorithm == Algorithm.CONCURRENCY_CAP || kind.algorithm == Algorithm.SHEDDING
                  ? ""
                  : right.stream().filter(Case::rightRate).count(),
              kind.algorithm == Algorithm.SHEDDING
                  ? ""
                  : right.stream().filter(Case::rightBurst).count(),
              wrong.isEmpty() ? "" : wrong));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nCounted as right by equivalence: %d names (one request at a time), %d rates (a sliding"
                + " counter given one request less).%n",
            cases.stream().filter(one -> one.truth().isTheSameAs(one.named())).count(),
            cases.stream()
                .filter(
                    one ->
                        one.truth().isOneLess(one.named())
                            && one.truth().rateError(one.named()) > 0.01)
                .count()));
    return text.toString();
  }

  private static String name(Limiter named) {
    return named.algorithm()
        + (named.variant() == null ? "" : " " + named.variant())
        + (Boolean.TRUE.equals(named.countsRejected()) ? " counting rejects" : "");
  }
}
