package dev.onset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import dev.onset.load.Axis;
import dev.onset.request.Header;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * From HOCON to {@link Settings}. Stateless.
 *
 * <p>Every mistake is collected before anything is refused: unknown keys, values of the wrong kind
 * or out of range, durations without a unit (HOCON would read {@code 5} as 5 ms), and values that
 * do not go together.
 */
public final class SettingsLoader {

  private static final DateTimeFormatter RUN_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String BASE_URL = "onset.target.base-url";

  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Duration TEN_MILLIS = Duration.ofMillis(10);
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Values values;
  private final Problems problems;
  private final Secrets secrets;
  private final Optional<TargetSettings> curl;
  private final FeedLoader feed;
  private final DefinitionLoader definitions;

  private SettingsLoader(
      Values values,
      Problems problems,
      Secrets secrets,
      Optional<TargetSettings> curl,
      FeedLoader feed,
      DefinitionLoader definitions) {
    this.values = values;
    this.problems = problems;
    this.secrets = secrets;
    this.curl = curl;
    this.feed = feed;
    this.definitions = definitions;
  }

  /**
   * The settings of this process: system properties over the file named by {@code config.file}, or
   * {@code application.conf} on the class path, over the defaults. Everything is read anew.
   *
   * @throws InvalidConfiguration with all mistakes, also when a file is missing or is not HOCON
   */
  public static Settings fromEnvironment() {
    var problems = new Problems();
    ConfigSource.refuseShadowed(System.getProperties().stringPropertyNames(), problems);
    return load(ConfigSource.ofProcess(), Clock.systemUTC(), BoundedFiles.ofDisk(), problems);
  }

  /**
   * The settings that a configuration describes; what it leaves out has its default.
   *
   * @param clock gives the run id its time when the build did not set one
   * @throws InvalidConfiguration with all mistakes
   */
  public static Settings load(Config config, Clock clock) {
    return load(config, clock, BoundedFiles.ofDisk());
  }

  /**
   * As above.
   *
   * @param files reads the files that the configuration names, and those that they name
   */
  public static Settings load(Config config, Clock clock, FileReader files) {
    return load(config, clock, files, new Problems());
  }

  private static Settings load(Config config, Clock clock, FileReader files, Problems problems) {
    var reference = reference();
    var keys = new Keys(reference);
    ConfigObject root;
    try {
      root = config.withFallback(reference).resolve().root();
    } catch (ConfigException e) {
      throw ConfigSource.unreadable(e);
    }
    refuseMisspeltRoot(root, problems);
    var given = new Given(keys, child(root, "onset"), problems).values();
    var defaults = new Given(keys, child(reference, "onset"), new Problems()).values();
    var secrets = secrets(given, defaults);
    problems.mask(secrets);
    var curl = new CurlTarget(new Values(given, defaults, problems), problems, files).load();
    // What is wrong with the URL is said when the settings are read.
    var baseUrl = new Values(given, defaults, new Problems()).read(BASE_URL, Rules::baseUrl);
    var careful =
        CarefulDefaults.over(
            given, curl.map(TargetSettings::baseUrl).or(() -> baseUrl).orElse(null));
    var read = new Values(careful, defaults, problems);
    return new SettingsLoader(
            read,
            problems,
            secrets,
            curl,
            new FeedLoader(read, problems, files),
            new DefinitionLoader(read, problems, files))
        .settings(careful, clock);
  }

  /** Which values are secret, known before anything is said of any value. */
  private static Secrets secrets(
      SortedMap<String, ConfigValue> given, SortedMap<String, ConfigValue> defaults) {
    var names = new Values(given, defaults, new Problems()).read(Secrets.NAMES, text -> text);
    return Secrets.of(names);
  }

  private static ConfigObject reference() {
    var options =
        ConfigParseOptions.defaults()
            .setAllowMissing(false)
            .setClassLoader(SettingsLoader.class.getClassLoader());
    return ConfigFactory.parseResources("reference.conf", options).resolve().root();
  }

  private static ConfigValue child(ConfigObject object, String key) {
    var value = object.get(key);
    if (value == null) {
      throw new IllegalStateException("reference.conf on the class path is not the one of Onset");
    }
    return value;
  }

  private static void refuseMisspeltRoot(ConfigObject root, Problems problems) {
    root.forEach(
        (key, value) -> {
          if (Spelling.distance(key, "onset") == 1) {
            problems.addOpaque(key, value, "Unknown root key.", "Did you mean onset?");
          }
        });
  }

  private Settings settings(SortedMap<String, ConfigValue> given, Clock clock) {
    var target = target();
    var timeouts = timeouts(target.baseUrl());
    var rate = rate("onset.rate.");
    var connectionRate = rate("onset.connection-rate.");
    var concurrency =
        new ConcurrencySettings(
            values.wholeNumber("onset.concurrency.max", 1, 60_000),
            values.number("onset.concurrency.open-rate", "0.1", "10000"),
            values.duration("onset.concurrency.hold-interval", TENTH, HOUR));
    var studies = new StudyLoader(values, problems).load();
    var budget =
        new BudgetSettings(
            values.duration("onset.budget.duration", Duration.ofSeconds(1), Duration.ofDays(1)),
            values.wholeNumber("onset.budget.rejected", 1, 1_000_000_000),
            values.duration("onset.budget.recovery", Duration.ZERO, HOUR));
    var injector =
        new InjectorSettings(
            values.wholeNumber("onset.injector.workers", 1, 60_000),
            values.duration("onset.injector.warm-up", Duration.ZERO, Duration.ofMinutes(10)));
    var sandbox = new SandboxLoader(values, problems).load();
    var comparison =
        new ComparisonSettings(
            values.percentFromZero("onset.compare.smallest-change", 50),
            values.percent("onset.compare.same-within", 50));
    var expect = new ExpectLoader(values, problems);
    var expected = expect.load();
    expect.checkReach(
        Map.of(
            Axis.RATE, rate.maxPerSecond(),
            Axis.CONCURRENCY, (double) concurrency.maxConnections(),
            Axis.CONNECTION_RATE, connectionRate.maxPerSecond()));
    var release = values.read("onset.release", Rules::folderName);
    var runId = runId(release, clock);
    var reportsDir = values.read("onset.reports-dir", Rules::folder);
    var configured = definitions.load(target.first());
    problems.refuse();
    var masking = Masking.of(target, secrets);
    return new Settings(
        target,
        timeouts,
        rate,
        connectionRate,
        concurrency,
        studies,
        budget,
        injector,
        sandbox,
        comparison,
        expected,
        release,
        runId,
        reportsDir,
        Effective.of(given, runId, target, secrets, masking),
        masking,
        configured == null ? null : configured.inWords(masking::apply));
  }

  private TargetSettings target() {
    var identity = "onset.target.identity-header";
    var target =
        curl.orElseGet(this::configured)
            .knownBy(
                values.read(identity, Rules::headerName),
                values.map("onset.target.credentials", Rules::credential))
            .counting(tokens());
    // In a curl command the header is expected, and replaced.
    for (var header : target.headers().complete() ? List.<Header>of() : target.headers().list()) {
      if (!target.credentials().isEmpty() && header.is(target.identityHeader())) {
        problems.add(
            "onset.target.headers." + header.name(),
            values.value("onset.target.headers." + header.name()),
            "onset.target.credentials set this header too.",
            "Leave it out, or name another one with %s.".formatted(identity));
      }
    }
    return feed.load(target);
  }

  private TargetSettings configured() {
    return new TargetSettings(
        values.read(BASE_URL, Rules::baseUrl).orElse(null),
        values.read("onset.target.method", Rules::method),
        values.read("onset.target.path", text -> Rules.path(text, feed.isSet())),
        values.map("onset.target.headers", Rules::header),
        values.read("onset.target.body", text -> text));
  }

  private TokenSettings tokens() {
    var perRequest = "onset.target.tokens.per-request";
    var field = "onset.target.tokens.field";
    double declared = values.number(perRequest, "0", "1000000000");
    var path = values.read(field, Rules::jsonPath);
    if (declared > 0 && !path.isEmpty()) {
      problems.add(
          perRequest,
          values.value(perRequest),
          "What a request costs is read from its answer already, %s.".formatted(field),
          "Set one of the two.");
    }
    return new TokenSettings(declared > 0 ? declared : null, path.isEmpty() ? null : path);
  }

  private TimeoutSettings timeouts(@Nullable URI baseUrl) {
    var connect = "onset.timeouts.connect";
    var request = "onset.timeouts.request";
    var tls = "onset.timeouts.tls";
    var timeouts =
        new TimeoutSettings(
            values.duration(connect, TEN_MILLIS, TWO_MINUTES),
            values.duration(request, TEN_MILLIS.multipliedBy(2), HOUR),
            values.duration(tls, TEN_MILLIS, TWO_MINUTES));
    if (problems.noneIn(connect)) {
      timeouts
          .problemWithConnect()
          .ifPresent(text -> problems.add(connect, values.value(connect), text, ""));
    }
    if (problems.noneIn(connect, request, tls)) {
      boolean overTls = baseUrl != null && "https".equals(baseUrl.getScheme());
      timeouts
          .problemWith(1, overTls)
          .ifPresent(text -> problems.add(request, values.value(request), text, ""));
    }
    return timeouts;
  }

  private RateSettings rate(String group) {
    var start = group + "start";
    var max = group + "max";
    var rate =
        new RateSettings(
            values.number(start, "0.1", "100000"),
            values.number(max, "0.1", "100000"),
            values.percent(group + "precision", 50),
            values.number(group + "step", "1.01", "10"),
            values.duration(group + "level", TENTH, HOUR),
            values.duration(group + "trial", TENTH, HOUR),
            values.duration(group + "confirm", TENTH, HOUR));
    if (problems.noneIn(start, max) && rate.startPerSecond() > rate.maxPerSecond()) {
      var maxValue = values.value(max);
      problems.add(
          start,
          values.value(start),
          "The first load is above the highest, %s = %s (%s)."
              .formatted(max, Given.text(maxValue), Origins.text(maxValue.origin())),
          "Lower the one or raise the other.");
    }
    return rate;
  }

  private String runId(String release, Clock clock) {
    var now = RUN_TIME.format(clock.instant());
    var time = values.readOr(now, Keys.INVOCATION, Rules::invocation);
    var runId = values.read("onset.run-id", text -> text.isEmpty() ? text : Rules.folderName(text));
    return runId.isEmpty() ? release + "-" + time : runId;
  }
}
