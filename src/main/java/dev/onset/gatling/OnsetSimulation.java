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
import dev.onset.gatling.Experiment.Connections;
import dev.onset.load.Axis;
import dev.onset.record.StudyKind;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Gatling simulation that searches for thresholds along one axis, or answers another question,
 * and leaves a record and a report.
 *
 * <p>Settings come from {@code onset.*}. The simulation fails when the experiment has no answer.
 */
public abstract class OnsetSimulation extends Simulation {

  private static final String ANSWER = "the experiment has an answer";

  private final @Nullable Run run;
  private final @Nullable RuntimeException refused;

  /** A simulation along an axis; mistakes in the settings are reported before anything is sent. */
  protected OnsetSimulation(Axis axis) {
    this(axis.slug(), axis.unit(), along(axis), List.of(), null);
  }

  /**
   * A simulation that answers a question of another kind than where something begins; mistakes in
   * the settings are reported before anything is sent.
   */
  protected OnsetSimulation(StudyKind question) {
    this(question.slug(), Axis.RATE.unit(), asking(question), List.of(), null);
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
    this(
        axis.slug(),
        OwnScenario.unit(axis),
        along(axis),
        List.of(settings -> ScenarioRules.refusals(axis, settings)),
        iteration);
  }

  /** Makes an experiment of the settings. */
  private interface Making {
    Experiment of(Settings settings, Tally tally, Progress progress);
  }

  private OnsetSimulation(
      String name,
      String unit,
      Making making,
      List<Function<Settings, List<String>>> rules,
      @Nullable ChainBuilder iteration) {
    var out = QuietConsole.install();
    // What Onset says is English, numbers included, whatever the language of the system is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Settings settings;
    try {
      settings = SettingsLoader.fromEnvironment();
      var checked = settings;
      var refusals = rules.stream().flatMap(rule -> rule.apply(checked).stream()).toList();
      if (!refusals.isEmpty()) {
        throw new NoMeasurement(String.join(System.lineSeparator(), refusals));
      }
    } catch (InvalidConfiguration | NoMeasurement e) {
      // Thrown from here it would reach the user inside two layers of Gatling's stack traces.
      refused = e;
      run = null;
      setUp(scenario("refused").exec(pause(Duration.ZERO)).injectOpen(atOnceUsers(1)));
      return;
    }
    refused = null;
    run = prepare(name, unit, making, settings, iteration, out);
  }

  private Run prepare(
      String name,
      String unit,
      Making making,
      Settings settings,
      @Nullable ChainBuilder iteration,
      PrintStream out) {
    if (!OfflinePreferences.areInUse()) {
      out.printf(
          "Gatling may have asked a registry for its latest version. To keep it from that, start the"
              + " JVM with -D%s=%s%n",
          OfflinePreferences.PROPERTY, OfflinePreferences.class.getName());
    }
    var timeouts = settings.timeouts();
    EngineSettings.apply(timeouts.connect(), timeouts.tls());
    var tally = new Tally();
    var progress = new Progress(name, unit, tally, out, Terminal.isInteractive());
    var experiment = making.of(settings, tally, progress);
    var filler = Filler.of(settings.target());
    var prepared =
        new Run(settings, experiment, tally, progress, filler, getClass().getSimpleName(), out);
    var failures = FailureLog.attach();
    var silence =
        experiment.connections() == Connections.HELD
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
            experiment.connections() == Connections.FRESH,
            settings.masking(),
            filler);
    setUp(
            traffic
                .scenarioOf(name, dispatcher, own)
                // One more, who leaves after the rehearsal.
                .injectOpen(atOnceUsers(experiment.workers() + (own == null ? 0 : 1))),
            verdictOf(prepared).injectOpen(atOnceUsers(1)))
        .protocols(
            own == null
                ? protocol(experiment.connections())
                : own.over(protocol(experiment.connections())))
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

  private static Making along(Axis axis) {
    return switch (axis) {
      case RATE -> RateExperiment::new;
      case CONCURRENCY -> ConcurrencyExperiment::new;
      case CONNECTION_RATE -> ConnectionRateExperiment::new;
    };
  }

  private static Making asking(StudyKind question) {
    return switch (question) {
      case HEADER_LIMITS -> HeaderLimitExperiment::new;
      case RECOVERY -> RecoveryExperiment::new;
      case RETRY -> RetryExperiment::new;
    };
  }

  /** What is asked of every request; kept in one place so that the tests send the same. */
  static HttpProtocolBuilder protocol(Connections connections) {
    var protocol =
        http.disableFollowRedirect()
            .disableWarmUp()
            .disableCaching()
            .disableAutoReferer()
            .userAgentHeader("onset/" + Versions.read().onset());
    return connections == Connections.HELD ? protocol : protocol.shareConnections();
  }

  /** One more virtual user, who says in Gatling's terms how the experiment ended. */
  private static ScenarioBuilder verdictOf(Run run) {
    return scenario("answer")
        .asLongAs(session -> !run.isDone(), "onset.waiting", false)
        .on(exec(pause(Duration.ofMillis(200))))
        .exec(dummy(ANSWER, 0).withSuccess(session -> run.isAnswered()));
  }
}
