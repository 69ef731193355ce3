package dev.onset.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord.Check;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is missing and however odd the rest is, a diagnosis comes of it. */
class MissingEvidenceTest {

  private static final long SEED = 20_261_122;
  private static final int CASES = 4_000;
  private static final List<String> TEXTS =
      List.of("", "429", "503 x", "504", "odd", "error(-111)", "Premature close", "999999999999 x");
  private static final List<String> COUNTERS =
      List.of("ListenOverflows", "InDestUnreachs", "AttemptFails", "TCPSynRetrans", "EstabResets");

  private final Random random = new Random(SEED);

  @Test
  void a_diagnosis_never_throws_and_says_why_it_is_empty() {
    for (int i = 0; i < CASES; i++) {
      var signs = anySigns();
      var diagnosis = Diagnosis.of(signs);
      assertThat(diagnosis.findings())
          .as("case %s of seed %s: %s", i, SEED, signs)
          .isSortedAccordingTo(Comparator.comparing(Finding::confidence).reversed())
          .doesNotContainNull()
          .allMatch(finding -> !finding.evidence().isEmpty() && !finding.advice().isEmpty());
      assertThat(diagnosis.reason().isEmpty()).isEqualTo(!diagnosis.findings().isEmpty());
    }
  }

  @Test
  void no_mechanism_is_named_twice_and_every_failure_is_accounted_for() {
    for (int i = 0; i < CASES; i++) {
      var signs = anySigns();
      var findings = Diagnosis.of(signs).findings();
      assertThat(findings).extracting(Finding::mechanism).doesNotHaveDuplicates();
      var failures = new Reading(signs).failures();
      findings.forEach(finding -> failures.removeAll(finding.explains()));
      assertThat(failures).as("case %s of seed %s: %s", i, SEED, signs).isEmpty();
    }
  }

  private Signs anySigns() {
    var signs = Signs.on(one(Axis.values()));
    for (int i = random.nextInt(4); i > 0; i--) {
      signs.trial(anyTrial());
      signs.onsets(List.of(anyOnset()));
      signs.text(one(Outcome.values()), TEXTS.get(random.nextInt(TEXTS.size())), count());
      signs.latency(one(Outcome.values()), number(), number());
    }
    if (random.nextBoolean()) {
      signs.pace(new Signs.Pace(number(), number(), number(), number()));
    }
    if (random.nextBoolean()) {
      signs.kernel(anyKernel()).targetOnThisHost(random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      signs.connectSteps(new Signs.ConnectSteps(number(), count())).unserved(random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      signs.address("a", anyCounts()).address("b", anyCounts()).heldElsewhere(random.nextInt(99));
    }
    if (random.nextInt(4) == 0) {
      signs.limiter(new Signs.LimiterSigns("CONCURRENCY_CAP", "a cap", number())).gateway("x");
    }
    if (random.nextInt(4) == 0) {
      signs.checks(List.of(new Check(one(CHECKS), random.nextBoolean(), one(SAID))));
    }
    if (random.nextInt(8) == 0) {
      signs.injector(random.nextBoolean(), List.of("ports")).phase(one(Phase.values()), count());
    }
    return random.nextBoolean()
        ? signs.build()
        : signs.connectTimeout(Duration.ofMillis(random.nextInt(5_000))).build();
  }

  private static final String[] CHECKS = {"name resolution", "TCP connection", "TLS", "HTTP", "?"};
  private static final String[] SAID = {
    "", "refused the connection", "did not answer", "no answer"
  };

  private TrialSigns anyTrial() {
    var began = new EnumMap<Outcome, Double>(Outcome.class);
    if (random.nextBoolean()) {
      began.put(one(Outcome.values()), number());
    }
    return new TrialSigns(number(), anyCounts(), began);
  }

  private Map<Outcome, Long> anyCounts() {
    var counts = new EnumMap<Outcome, Long>(Outcome.class);
    for (int i = random.nextInt(5); i > 0; i--) {
      counts.put(one(Outcome.values()), count());
    }
    return counts;
  }

  private Kernel anyKernel() {
    var deltas = new HashMap<String, Long>();
    COUNTERS.stream().filter(name -> random.nextBoolean()).forEach(n -> deltas.put(n, count()));
    return new Kernel(deltas);
  }

  private Onset anyOnset() {
    return new Onset(
        one(Outcome.values()),
        one(OnsetStatus.values()),
        maybe(),
        maybe(),
        maybe(),
        maybe(),
        number());
  }

  private @Nullable Double maybe() {
    return random.nextBoolean() ? null : Double.valueOf(number());
  }

  private double number() {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> 0;
      case 3 -> 1;
      default -> 200 * random.nextDouble();
    };
  }

  private long count() {
    return random.nextInt(3) == 0 ? 0 : random.nextInt(200);
  }

  @SafeVarargs
  private <T> T one(T... values) {
    return values[random.nextInt(values.length)];
  }
}
