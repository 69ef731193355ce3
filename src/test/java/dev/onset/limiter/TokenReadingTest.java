package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.TokenLimit.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits on tokens are told from limits on requests, and neither is claimed without evidence. */
class TokenReadingTest {

  private static final long SEED = 20261123;

  /** Cases of a kind; more with {@code -Dtokens.cases}. */
  private static final int EACH = Integer.getInteger("tokens.cases", 2);

  /** What requests cost. */
  enum Costs {
    UNIFORM,
    EXPONENTIAL,
    TWO_SIZES,
    HEAVY_TAIL,
    NARROW,
    CONSTANT;

    DoubleSupplier with(double mean, RandomGenerator random) {
      return () ->
          Math.max(
              1,
              Math.rint(
                  switch (this) {
                    case UNIFORM -> mean * (0.25 + 1.5 * random.nextDouble());
                    case EXPONENTIAL -> mean * random.nextExponential();
                    case TWO_SIZES -> random.nextDouble() < 0.1 ? 5.5 * mean : 0.5 * mean;
                    case HEAVY_TAIL -> mean * Math.exp(0.8 * random.nextGaussian() - 0.32);
                    case NARROW -> mean * (0.8 + 0.4 * random.nextDouble());
                    case CONSTANT -> mean;
                  }));
    }
  }

  /** Limits with the same rate. */
  enum Kind {
    WINDOW_ASKED,
    WINDOW_ANSWERED,
    BUCKET_ASKED,
    BUCKET_ANSWERED,
    LOG_ASKED,
    LOG_ANSWERED,
    REQUESTS_WINDOW,
    REQUESTS_BUCKET,
    REQUESTS_LOG,
    SHIFTED_ASKED,
    SHIFTED_ANSWERED;

    boolean isTokens() {
      return !name().startsWith("REQUESTS");
    }

    /** A limit of so many tokens per second, or of the requests that these are. */
    LimiterDouble of(double tokens, double mean, double window, double burst) {
      boolean asked = name().endsWith("ASKED");
      double perSecond = tokens / mean;
      return switch (this) {
        case WINDOW_ASKED, WINDOW_ANSWERED ->
            TokenDouble.window(tokens * window, window, Watched.EPOCH, asked);
        case SHIFTED_ASKED, SHIFTED_ANSWERED ->
            TokenDouble.window(tokens * window, window, Watched.EPOCH + 0.37 * window, asked);
        case BUCKET_ASKED, BUCKET_ANSWERED -> TokenDouble.bucket(tokens, burst * mean, asked);
        case LOG_ASKED, LOG_ANSWERED -> TokenDouble.log(tokens * window, window, asked);
        case REQUESTS_WINDOW ->
            LimiterDouble.alignedWindow((int) Math.rint(perSecond * window), window, Watched.EPOCH);
        case REQUESTS_BUCKET -> LimiterDouble.tokenBucket(perSecond, burst);
        case REQUESTS_LOG ->
            LimiterDouble.slidingLog((int) Math.rint(perSecond * window), window, false);
      };
    }
  }

  private record Case(Kind kind, Costs costs, long seed, double perMinute, Limiter named) {
    Counts counts() {
      var tokens = named.tokens();
      return tokens == null ? Counts.EITHER : tokens.counts();
    }

    double error() {
      var tokens = named.tokens();
      var perSecond = tokens == null ? null : tokens.perSecond();
      return perSecond == null ? Double.NaN : Math.abs(60 * perSecond / perMinute - 1);
    }

    @Override
    public String toString() {
      return "%s of %s, seed %d: %s, %.2f %% off, %s, %s"
          .formatted(kind, costs, seed, counts(), 100 * error(), named.inWords(), named.tokens());
    }
  }

  private static Case seen(Kind kind, Costs costs, long seed) {
    var random = new SplittableRandom(seed);
    double perSecond = 60 * Math.pow(5, random.nextDouble());
    double mean = 20 * Math.pow(50, random.nextDouble());
    double window = List.of(2.0, 3.0, 4.0, 6.0).get(random.nextInt(4));
    double tokens = Math.rint(perSecond * mean);
    double burst = perSecond * (0.3 + random.nextDouble());
    var limiter = kind.of(tokens, mean, window, burst);
    var watched =
        new Watched(random, limiter, 0.0005, 0.004, perSecond, window)
            .costing(costs.with(mean, random));
    watched.ladder(15_000);
    watched.watch(Watched.DENSE, Math.max(20, 4 * window), 15_000);
    var named = Identification.of(watched.arrivals(), Hints.NONE);
    return new Case(kind, costs, seed, 60 * tokens, named);
  }

  @Test
  void tokens_and_requests_are_told_apart_when_costs_vary() {
    var wrong = new ArrayList<String>();
    var imprecise = new ArrayList<String>();
    int cases = 0;
    int told = 0;
    int tokenCases = 0;
    for (var kind : Kind.values()) {
      for (var costs : Costs.values()) {
        if (costs == Costs.CONSTANT) {
          continue;
        }
        for (int n = 0; n < EACH; n++) {
          var seen = seen(kind, costs, SEED + 1000L * kind.ordinal() + 100L * costs.ordinal() + n);
          cases++;
          tokenCases += kind.isTokens() ? 1 : 0;
          var right = kind.isTokens() ? Counts.TOKENS : Counts.REQUESTS;
          if (seen.counts() == right) {
            told++;
            if (kind.isTokens() && seen.error() > 0.02) {
              imprecise.add(seen.toString());
            }
          } else if (seen.counts() != Counts.EITHER) {
            wrong.add(seen.toString());
          } else {
            System.out.println("not told: " + seen);
          }
        }
      }
    }
    System.out.printf(
        "seed %d: %d cases, %d told apart, %d wrong, %d of %d token limits more than 2 %% off%n",
        SEED, cases, told, wrong.size(), imprecise.size(), tokenCases);
    imprecise.forEach(System.out::println);
    assertThat(wrong).as("seed %d", SEED).isEmpty();
    assertThat(imprecise).as("seed %d", SEED).hasSizeLessThanOrEqualTo(tokenCases / 50);
    assertThat(told).as("seed %d", SEED).isGreaterThanOrEqualTo((int) (0.95 * cases));
  }

  /** As in streams of which only some end with what they cost, and not the dear ones. */
  @ParameterizedTest(name = "{0}, {1} of the answers cost 250 tokens and do not say so")
  @CsvSource({"WINDOW_ASKED, 0.15", "WINDOW_ANSWERED, 0.15", "LOG_ASKED, 0.1", "BUCKET_ASKED, 0.1"})
  void where_costs_are_not_said_it_is_not_claimed_that_they_make_no_difference(
      Kind kind, double silent) {
    for (int n = 0; n < 4 * EACH; n++) {
      var random = new SplittableRandom(SEED + n);
      double mean = 250 * silent + 50 * (1 - silent);
      var watched =
          new Watched(random, kind.of(200 * mean, mean, 2, 100), 0.0005, 0.004, 200, 2)
              .costing(
                  () ->
                      random.nextDouble() < silent ? 250 : Math.rint(20 + 60 * random.nextDouble()))
              .saying(cost -> cost < 100);
      watched.ladder(15_000);
      watched.watch(Watched.DENSE, 20, 15_000);

      var tokens = Identification.of(watched.arrivals(), Hints.NONE).tokens();

      if (tokens != null) {
        assertThat(tokens.counts()).as("seed %d", SEED + n).isNotEqualTo(Counts.REQUESTS);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"WINDOW_ASKED", "BUCKET_ASKED", "LOG_ANSWERED", "REQUESTS_WINDOW", "REQUESTS_BUCKET"})
  void neither_is_claimed_when_each_request_costs_the_same(Kind kind) {
    int unnamed = 0;
    for (int n = 0; n < EACH; n++) {
      var seen = seen(kind, Costs.CONSTANT, SEED + n);
      if (seen.named().algorithm() == Algorithm.UNKNOWN) {
        unnamed++;
        continue;
      }
      var tokens = seen.named().tokens();
      assertThat(tokens).as("%s", seen).isNotNull();
      assertThat(tokens.counts()).as("%s", seen).isEqualTo(Counts.EITHER);
      assertThat(tokens.isConstant()).as("%s", seen).isTrue();
      assertThat(seen.error()).as("%s", seen).isLessThan(0.02);
    }
    assertThat(unnamed).as("seed %d", SEED).isLessThanOrEqualTo(EACH / 4);
  }
}
