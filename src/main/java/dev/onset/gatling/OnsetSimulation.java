package dev.onset.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.onset.config.InvalidConfiguration;
import dev.onset.config.Settings;
import dev.onset.config.SettingsLoader;
import dev.onset.load.Axis;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Gatling simulation that searches for thresholds along one axis and leaves a record and a
 * report.
 *
 * <p>Settings come from {@code onset.*}. The simulation fails when the experiment has no answer.
 */
public abstract class OnsetSimulation extends Simulation {

  private static final String ANSWER = "the experiment has an answer";

  private final @Nullable Run run;
  private final @Nullable RuntimeException refused;

  /** A simulation along an axis; mistakes in the settings are reported before anything is sent. */
  protected OnsetSimulation(Axis axis) {
    this(axis, Optional.empty());
  }

  /**
   * A simulation along an axis with a scenario of its own in place of the configured request.
   *
   * <p>A load on the rate axis is so many iterations per second. An iteration ends at the first
   * request that fails, and ends as that did; a request fails when one of its checks does, and
   * without a check on the status when that is not 2xx or 304. {@link OutcomeCheck} says as what.
   * Requests go to the configured target, with paths such as {@code /login}; timeouts, connections
   * and redirects are as Onset sets them. What an iteration leaves in the session, cookies
   * included, is gone when the next one begins.
   *
   * @param axis {@link Axis#RATE} or {@link Axis#CONCURRENCY}
   * @param iteration what one iteration does
   */
  protected OnsetSimulation(Axis axis, ChainBuilder iteration) {
    this(axis, Optional.of(iteration));
  }

  private OnsetSimulation(Axis axis, Optional<ChainBuilder> iteration) {
    var out = QuietConsole.install();
    // What Onset says is English, numbers included, whatever the language of the system is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Settings settings;
    try {
      settings = SettingsLoader.fromEnvironment();
      if (iteration.isPresent()) {
        var refusals = ScenarioRules.refusals(axis, settings);
        if (!refusals.isEmpty()) {
          throw new NoMeasurement(String.join(System.lineSeparator(), refusals));
        }
      }
    } catch (InvalidConfiguration | NoMeasurement e) {
      // Thrown from here it would reach the user inside two layers of Gatling's stack traces.
      refused = e;
      run = null;
      setUp(scenario("refused").exec(pause(Duration.ZERO)).injectOpen(atOnceUsers(1)));
      return;
    }
    refused = null;
    run = prepare(axis, settings, iteration.orElse(null), out);
  }

  private Run prepare(
      Axis axis, Settings settings, @Nullable ChainBuilder iteration, PrintStream out) {
    if (!OfflinePreferences.areInUse()) {
      out.printf(
          "Gatling may have asked a registry for its latest version. To keep it from that, start the"
              + " JVM with -D%s=%s%n",
          OfflinePreferences.PROPERTY, OfflinePreferences.class.getName());
    }
    var timeouts = settings.timeouts();
    EngineSettings.apply(timeouts.connect(), timeouts.tls());
    var tally = new Tally();
    var progress =
        new Progress(
            axis,
            iteration == null ? axis.unit() : OwnScenario.unit(axis),
            tally,
            out,
            Terminal.isInteractive());
    var experiment = experiment(axis, settings, tally, progress);
    var filler = Filler.of(settings.target());
    var prepared =
        new Run(settings, experiment, tally, progress, filler, getClass().getSimpleName(), out);
    var failures = FailureLog.attach();
    var silence =
        axis == Axis.CONCURRENCY
            ? ConcurrencyExperiment.longestSilence(settings)
            : timeouts.request();
    var own = iteration == null ? null : own(iteration, settings, silence, failures, prepared);
    var dispatcher = own == null ? experiment.dispatcher() : prepared.rehearsing(own, silence);
    var traffic =
        new Traffic(
            settings.target(),
            prepared::url,
            prepared::sinkUrl,
            failures,
            silence,
            axis == Axis.CONNECTION_RATE,
            settings.masking(),
            filler);
    setUp(
            traffic
                .scenarioOf(axis.slug(), dispatcher, own)
                // One more, who leaves after the rehearsal.
                .injectOpen(atOnceUsers(workers(axis, settings) + (own == null ? 0 : 1))),
            verdictOf(prepared).injectOpen(atOnceUsers(1)))
        .protocols(own == null ? protocol(axis) : own.over(protocol(axis)))
        .assertions(details(ANSWER).failedRequests().count().is(0L));
    return prepared;
  }

  private static OwnScenario own(
      ChainBuilder iteration,
      Settings settings,
      Duration silence,
      FailureLog failures,
      Run prepared) {
    EngineSettings.apply(silence);
    return new OwnScenario(
        iteration,
        settings.target(),
        settings.masking(),
        failures,
        ScriptLog.attach(),
        new Iterations(Rehearsal.patienceNanos(settings)),
        prepared::base);
  }

  @Override
  public final void before() {
    if (refused != null) {
      throw refused;
    }
    if (run != null) {
      run.begin();
    }
  }

  @Override
  public final void after() {
    if (run != null) {
      run.end();
    }
  }

  private static Experiment experiment(
      Axis axis, Settings settings, Tally tally, Progress progress) {
    return switch (axis) {
      case RATE -> new RateExperiment(settings, tally, progress);
      case CONCURRENCY -> new ConcurrencyExperiment(settings, tally, progress);
      case CONNECTION_RATE -> new ConnectionRateExperiment(settings, tally, progress);
    };
  }

  private static int workers(Axis axis, Settings settings) {
    return axis == Axis.CONCURRENCY
        ? ConcurrencyExperiment.workers(settings)
        : RateExperiment.workers(settings);
  }

  /** What is asked of every request; kept in one place so that the tests send the same. */
  static HttpProtocolBuilder protocol(Axis axis) {
    var protocol =
        http.disableFollowRedirect()
            .disableWarmUp()
            .disableCaching()
            .disableAutoReferer()
            .userAgentHeader("onset/" + Versions.read().onset());
    return axis == Axis.CONCURRENCY ? protocol : protocol.shareConnections();
  }

  /** One more virtual user, who says in Gatling's terms how the experiment ended. */
  private static ScenarioBuilder verdictOf(Run run) {
    return scenario("answer")
        .asLongAs(session -> !run.isDone(), "onset.waiting", false)
        .on(exec(pause(Duration.ofMillis(200))))
        .exec(dummy(ANSWER, 0).withSuccess(session -> run.isAnswered()));
  }
}
