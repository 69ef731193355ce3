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
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
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
  private final @Nullable InvalidConfiguration refused;

  /** A simulation along an axis; mistakes in the settings are reported before anything is sent. */
  protected OnsetSimulation(Axis axis) {
    var out = QuietConsole.install();
    // What Onset says is English, numbers included, whatever the language of the system is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Settings settings;
    try {
      settings = SettingsLoader.fromEnvironment();
    } catch (InvalidConfiguration e) {
      // Thrown from here it would reach the user inside two layers of Gatling's stack traces.
      refused = e;
      run = null;
      setUp(scenario("refused").exec(pause(Duration.ZERO)).injectOpen(atOnceUsers(1)));
      return;
    }
    refused = null;
    run = prepare(axis, settings, out);
  }

  private Run prepare(Axis axis, Settings settings, PrintStream out) {
    if (!OfflinePreferences.areInUse()) {
      out.printf(
          "Gatling may have asked a registry for its latest version. To keep it from that, start the"
              + " JVM with -D%s=%s%n",
          OfflinePreferences.PROPERTY, OfflinePreferences.class.getName());
    }
    var timeouts = settings.timeouts();
    EngineSettings.apply(timeouts.connect(), timeouts.tls());
    var tally = new Tally();
    var progress = new Progress(axis, tally, out, Terminal.isInteractive());
    var experiment = experiment(axis, settings, tally, progress);
    var filler = Filler.of(settings.target());
    var prepared =
        new Run(settings, experiment, tally, progress, filler, getClass().getSimpleName(), out);
    var traffic =
        new Traffic(
            settings.target(),
            prepared::url,
            prepared::sinkUrl,
            FailureLog.attach(),
            axis == Axis.CONCURRENCY
                ? ConcurrencyExperiment.longestSilence(settings)
                : timeouts.request(),
            axis == Axis.CONNECTION_RATE,
            settings.masking(),
            filler);
    setUp(
            traffic
                .scenarioOf(axis.slug(), experiment.dispatcher())
                .injectOpen(atOnceUsers(workers(axis, settings))),
            verdictOf(prepared).injectOpen(atOnceUsers(1)))
        .protocols(protocol(axis))
        .assertions(details(ANSWER).failedRequests().count().is(0L));
    return prepared;
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
