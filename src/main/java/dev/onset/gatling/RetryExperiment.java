package dev.onset.gatling;

import dev.onset.config.RetrySettings;
import dev.onset.config.Settings;
import dev.onset.demand.PolicyReading;
import dev.onset.demand.Push;
import dev.onset.demand.Recommendation;
import dev.onset.demand.Retrying;
import dev.onset.demand.Way;
import dev.onset.gatling.DemandTrials.Spent;
import dev.onset.record.RetryStudy;
import dev.onset.record.RetryStudy.Policy;
import dev.onset.search.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What each way of retrying does to callers and target, all under the same demand. */
final class RetryExperiment extends DemandExperiment<RetryStudy> {

  /** Tries at one way when the load generator falls short. */
  private static final int TRIES = 2;

  RetryExperiment(Settings settings, Tally tally, Progress progress) {
    super(settings, tally, progress);
  }

  @Override
  public RetryStudy study() {
    return RetryStudy.nothingYet();
  }

  @Override
  RetryStudy ask(KnownOnset onset, DemandTrials held, Keeping<RetryStudy> soFar)
      throws Spent, Inconclusive, InterruptedException {
    var onsetPerSecond = onset.perSecond();
    if (onsetPerSecond == null) {
      throw new Inconclusive(onset.from());
    }
    var plan = settings().studies().retry();
    var recovery = settings().studies().recovery();
    var push =
        new Push(
            onsetPerSecond * recovery.calm(),
            pushPerSecond(onsetPerSecond),
            plan.before(),
            recovery.pushFor(),
            plan.after());
    note("The target fails from %.1f requests/s on, %s.".formatted(onsetPerSecond, onset.from()));
    var policies = new ArrayList<Policy>();
    for (var name : plan.policies()) {
      var way = Way.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
      policies.add(measured(held, plan, push, Retrying.of(way, numbers(plan, push))));
      soFar.keep(study(plan, push, policies, null));
    }
    if (policies.stream().allMatch(policy -> policy.untrusted() != null)) {
      throw new Inconclusive(
          "the load generator fell short under every way of retrying: "
              + policies.get(0).untrusted());
    }
    return study(plan, push, policies, Recommendation.among(policies));
  }

  private Policy measured(DemandTrials held, RetrySettings plan, Push push, Retrying retrying)
      throws Spent, Inconclusive, InterruptedException {
    Policy policy = null;
    for (int i = 0; i < TRIES && (policy == null || policy.untrusted() != null); i++) {
      awaitWell(held, push.calmPerSecond());
      var watched =
          held.hold(
              Purpose.PUSH,
              push.pushPerSecond(),
              push.schedule(),
              retrying,
              plan.giveUp(),
              pass -> false);
      policy =
          PolicyReading.of(
              retrying,
              watched.pass().demands(),
              push,
              plan.giveUp().toNanos() / 1e9,
              settings().studies().recovery().cleanFor().toNanos() / 1e9,
              watched.trial().spoilt() ? watched.trial().reason() : null);
    }
    return Objects.requireNonNull(policy);
  }

  private static Retrying.Numbers numbers(RetrySettings plan, Push push) {
    return new Retrying.Numbers(
        plan.attempts(), plan.delay(), plan.longest(), plan.budget() * push.calmPerSecond());
  }

  private static RetryStudy study(
      RetrySettings plan,
      Push push,
      List<Policy> policies,
      @Nullable Recommendation recommendation) {
    return new RetryStudy(
        push.calmPerSecond(),
        push.pushPerSecond(),
        push.beginSeconds(),
        push.push().toNanos() / 1e9,
        push.after().toNanos() / 1e9,
        plan.giveUp().toNanos() / 1e9,
        policies,
        recommendation == null ? null : recommendation.policy(),
        recommendation == null ? null : recommendation.reason());
  }
}
