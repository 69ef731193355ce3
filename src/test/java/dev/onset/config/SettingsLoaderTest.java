package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.request.Header;
import dev.onset.request.Headers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-04T12:05:06Z"), ZoneOffset.UTC);

  @Test
  void a_header_that_is_named_as_secret_is_masked_like_one_that_looks_it() {
    var settings =
        load(
            """
            onset.target.secret-names = "X-Tenant, sid"
            onset.target.headers.X-Tenant = "acme-corp"
            onset.target.path = "/orders?sid=s-1234&page=2"
            """);

    assertThat(settings.effective())
        .extracting(Setting::key, Setting::value)
        .contains(
            tuple("onset.target.headers.X-Tenant", "***"),
            tuple("onset.target.path", "/orders?sid=***&page=2"),
            tuple("onset.target.secret-names", "X-Tenant, sid"));
  }

  @Test
  void a_secret_is_masked_wherever_else_it_stands() {
    var settings =
        load(
            """
            onset.target.headers.Authorization = "Bearer tok-123456"
            onset.target.path = "/tenants/tok-123456/orders"
            """);

    assertThat(settings.effective())
        .extracting(Setting::value)
        .contains("/tenants/***/orders")
        .noneMatch(value -> value.contains("tok-123456"));
  }

  @Test
  void a_mistake_in_a_header_that_is_named_as_secret_does_not_show_its_value() {
    assertThat(
            refusal(
                """
                onset.target.secret-names = "X-Tenant"
                onset.target.headers.X-Tenant = "acme\\ncorp"
                """))
        .hasMessageContaining("onset.target.headers.X-Tenant")
        .hasMessageNotContaining("acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com",
        "http://10.0.0.7:8080",
        "http://[2001:db8::1]",
        "http://127.0.0.1.example.com",
        "http://128.0.0.1"
      })
  void a_target_off_this_host_has_low_ceilings(String baseUrl) {
    var settings = load("onset.target.base-url = \"%s\"".formatted(baseUrl));

    assertThat(settings.rate().maxPerSecond()).isEqualTo(100);
    assertThat(settings.connectionRate().maxPerSecond()).isEqualTo(20);
    assertThat(settings.concurrency().maxConnections()).isEqualTo(100);
    assertThat(settings.budget())
        .isEqualTo(new BudgetSettings(Duration.ofMinutes(5), 1_000, Duration.ofSeconds(30)));
    assertThat(settings.carefulCeilings())
        .extracting(Setting::key)
        .containsExactlyInAnyOrder(
            "onset.rate.max",
            "onset.connection-rate.max",
            "onset.concurrency.max",
            "onset.budget.duration",
            "onset.budget.rejected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://api.localhost",
        "http://127.0.0.1",
        "http://127.200.3.4:81",
        "http://[::1]:80",
        "http://[0:0:0:0:0:0:0:1]"
      })
  void a_target_on_this_host_has_the_usual_ceilings(String baseUrl) {
    var settings = load("onset.target.base-url = \"%s\"".formatted(baseUrl));

    assertThat(settings.rate().maxPerSecond()).isEqualTo(1000);
    assertThat(settings.carefulCeilings()).isEmpty();
  }

  @Test
  void a_ceiling_is_raised_by_naming_it_and_the_others_stay_low() {
    var settings =
        load(
            """
            onset.target.base-url = "https://api.example.com"
            onset.rate.max = 1000
            """);

    assertThat(settings.rate().maxPerSecond()).isEqualTo(1000);
    assertThat(settings.concurrency().maxConnections()).isEqualTo(100);
    assertThat(settings.carefulCeilings())
        .extracting(Setting::key)
        .doesNotContain("onset.rate.max");
  }

  @Test
  void a_first_load_above_a_low_ceiling_is_refused_with_where_the_ceiling_comes_from() {
    assertThat(
            refusal(
                """
                onset.target.base-url = "https://api.example.com"
                onset.rate.start = 150
                """))
        .hasMessageContaining("onset.rate.start")
        .hasMessageContaining("onset.rate.max = 100 (default for a target off this host)");
  }

  @Test
  void without_any_configuration_the_documented_defaults_hold() {
    var settings = load("");

    assertThat(settings.target().isSandbox()).isTrue();
    assertThat(settings.target().method()).isEqualTo("GET");
    assertThat(settings.target().path()).isEqualTo("/");
    assertThat(settings.target().headers()).isEqualTo(Headers.NONE);
    assertThat(settings.timeouts())
        .isEqualTo(
            new TimeoutSettings(
                Duration.ofMillis(2900), Duration.ofSeconds(10), Duration.ofSeconds(4)));
    assertThat(settings.rate())
        .isEqualTo(
            new RateSettings(
                10,
                1000,
                0.01,
                1.25,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10)));
    assertThat(settings.connectionRate())
        .isEqualTo(
            new RateSettings(
                10,
                200,
                0.02,
                1.5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofSeconds(8)));
    assertThat(settings.concurrency())
        .isEqualTo(new ConcurrencySettings(1000, 50, Duration.ofSeconds(2)));
    assertThat(settings.budget())
        .isEqualTo(new BudgetSettings(Duration.ofMinutes(10), 20_000, Duration.ofSeconds(30)));
    assertThat(settings.injector()).isEqualTo(new InjectorSettings(1000, Duration.ofSeconds(20)));
    assertThat(settings.sandbox())
        .isEqualTo(
            new SandboxSettings(
                new SandboxSettings.RateLimit(
                    "token-bucket",
                    200,
                    20,
                    Duration.ofSeconds(1),
                    "global",
                    "Authorization",
                    new SandboxSettings.Refusal("standard", null, Map.of(), null, null, null, 1)),
                new SandboxSettings.Connections(40, 16, 0),
                Duration.ZERO,
                new SandboxSettings.Capacity(0, 100, Duration.ZERO),
                new SandboxSettings.Noise(
                    Duration.ZERO, Duration.ofMillis(1500), Duration.ZERO, 0, 1),
                SandboxSettings.Tokens.NONE,
                SandboxCauses.NONE));
    assertThat(settings.release()).isEqualTo("local");
    assertThat(settings.reportsDir()).isEqualTo(Path.of("reports"));
  }

  @Test
  void a_whole_request_can_be_configured() {
    var target =
        load("""
                onset.target {
                  base-url = "HTTPS://api.example.com:8443/"
                  method = POST
                  path = "/v1/items?page=2"
                  headers { Accept = text/plain, "X.Dotted-Name" = 1.0 }
                  body = "{}"
                }
                """)
            .target();

    assertThat(target.baseUrl()).isEqualTo(URI.create("https://api.example.com:8443"));
    assertThat(target.url()).isEqualTo(URI.create("https://api.example.com:8443/v1/items?page=2"));
    assertThat(target.headers().list())
        .containsExactly(new Header("Accept", "text/plain"), new Header("X.Dotted-Name", "1.0"));
  }

  @Test
  void headers_can_be_set_as_system_properties() {
    var settings =
        SettingsLoader.load(
            properties("onset.target.headers.Authorization", "Bearer abc", "onset.rate.max", "50"),
            NOON);

    assertThat(settings.target().headers().list())
        .containsExactly(new Header("Authorization", "Bearer abc"));
    assertThat(settings.rate().maxPerSecond()).isEqualTo(50);
  }

  @Test
  void a_run_id_is_made_of_release_and_time() {
    assertThat(load("onset.release = v2").runId()).isEqualTo("v2-20260304-120506");
    assertThat(load("onset { release = v2, invocation = 20260101-000000 }").runId())
        .isEqualTo("v2-20260101-000000");
    assertThat(load("onset.run-id = nightly_1").runId()).isEqualTo("nightly_1");
  }

  @Test
  void every_setting_is_listed_with_its_value_and_its_origin() {
    var file =
        ConfigFactory.parseString(
            "onset.rate {\n  start = 20\n}",
            ConfigParseOptions.defaults().setOriginDescription("my.conf"));
    var config = properties("onset.release", "v2").withFallback(file);

    assertThat(SettingsLoader.load(config, NOON).effective())
        .contains(
            new Setting("onset.rate.max", "1000", "default"),
            new Setting("onset.rate.start", "20", "my.conf: 2"),
            new Setting("onset.release", "v2", "system property"),
            new Setting("onset.run-id", "v2-20260304-120506", "default"))
        .extracting(Setting::key)
        .isSorted()
        .hasSize(120);
  }

  @Test
  void what_a_request_costs_is_declared_or_read_from_its_answer() {
    assertThat(load("").target().tokens()).isEqualTo(TokenSettings.NONE);
    assertThat(load("onset.target.tokens.field = \"usage.total_tokens\"").target().tokens())
        .isEqualTo(new TokenSettings(null, "usage.total_tokens"));
    assertThat(load("onset.target.tokens.per-request = 1000").target().tokens())
        .isEqualTo(new TokenSettings(1000.0, null));
    assertThat(load("onset.target.tokens.field = \"usage.total_tokens\"").effective())
        .anySatisfy(setting -> assertThat(setting.value()).isEqualTo("usage.total_tokens"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          onset.target.tokens { field = "usage.n", per-request = 5 } | onset.target.tokens.per-request | Set one of the two
          onset.target.tokens.field = "$ .x" | onset.target.tokens.field | names separated by dots
          onset.sandbox.tokens.per-minute = 60 | onset.sandbox.tokens.most | Requests that cost nothing
          onset.sandbox.tokens { least = 9, most = 8 } | onset.sandbox.tokens.most | costs less than the cheapest
          onset.sandbox.tokens { per-minute = 60, most = 100 } | onset.sandbox.tokens.window | room for 60 tokens
          onset.sandbox.tokens { per-minute = 60, most = 10, algorithm = token-bucket, burst = 9 } | onset.sandbox.tokens.burst | room for 9 tokens
          """)
  void impossible_tokens_are_refused(String config, String key, String rule) {
    assertThatThrownBy(() -> load(config))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(key)
        .hasMessageContaining(rule);
  }

  @Test
  void secrets_are_listed_masked() {
    var settings =
        load(
            """
            onset.target {
              path = "/?api_key=hunter2&page=3"
              headers { Authorization = hunter2, Cookie = hunter2, X-Api-Key = hunter2
                        X-Other = "Bearer hunter2", Accept = all }
              body = "password=hunter2"
            }
            """);

    assertThat(settings.effective()).extracting(Setting::value).contains("/?api_key=***&page=3");
    assertThat(settings.effective()).extracting(Setting::value).contains("all");
    assertThat(settings.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onset.target.base-url = \"http://user:hunter2@host\"",
        "onset.target.base-url = \"http://user:hun/hunter2@host\"",
        "onset.target.base-url = \"ftp://host?token=hunter2\"",
        "onset.target.url = \"http://user:hunter2@host\"",
        "onset.target.headers.Authorization = \"hunter2\\n\"",
        "onset.target.header.Authorization = hunter2",
        "onset.target.headers = \"Authorization: hunter2\"",
        "onset.target.headers.X-Token = [hunter2]",
        "onset.target.secret = hunter2",
      })
  void secrets_are_masked_in_errors(String hocon) {
    assertThat(refusal(hocon)).hasMessageNotContaining("hunter2");
  }

  @Test
  void all_problems_are_reported_together() {
    var refusal =
        refusal(
            """
            onset {
              rate.start = 5000
              timeouts.request = 5
              target { method = "GE T", path = items }
              relaese = v2
            }
            """);

    assertThat(refusal.problems())
        .extracting(Problem::key)
        .containsExactly(
            "onset.rate.start",
            "onset.relaese",
            "onset.target.method",
            "onset.target.path",
            "onset.timeouts.request");
    assertThat(refusal)
        .hasMessageContaining("5 problems; nothing was sent")
        .hasMessageContaining("onset.timeouts.request = 5 (String: 3)")
        .hasMessageContaining("A duration needs a unit. Write 5s if you mean seconds")
        .hasMessageContaining("Did you mean onset.release?");
    assertThat(refusal.getStackTrace()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // keys
        "onset.rate.maximum = 5            | Did you mean onset.rate.max?",
        "onset.timeout.connect = 5s        | Did you mean onset.timeouts.connect?",
        "onset.target.header.Accept = x    | Did you mean onset.target.headers.Accept?",
        "onset.rate.colour-of-the-sky = 5  | Keys in onset.rate: confirm, level, max, precision",
        "onest.rate.max = 5                | Did you mean onset?",
        "onset.target.curl-file = a.txt    | there is no such file",
        "onset.connection-rate.start = 500 | above the highest, onset.connection-rate.max = 200",
        "onset = 5                         | group of keys",
        "onset.rate = 5                    | Set one of its keys: onset.rate.confirm, .level",
        "onset.rate.max.requests = 5       | a single value, not a group of keys",
        "onset.rate.max = [5]              | a single value, not a list",
        "onset.rate.max = null             | null is not a value",
        "onset.target.headers = 5          | Set onset.target.headers.<Name>",
        "onset.target.headers.Accept = null| null is not a value",
        "onset.invocation = now            | yyyyMMdd-HHmmss",
        // durations
        "onset.budget.duration = 300       | A duration needs a unit",
        "onset.budget.duration = \"300\"   | A duration needs a unit",
        "onset.budget.duration = 5 parsecs | Units are",
        "onset.budget.duration = -5s       | Not a duration",
        "onset.budget.duration = 2d        | Allowed: 1s to 24h",
        "onset.budget.duration = 99999999999999999999d | allowed: 1s to 24h",
        "onset.timeouts.connect = 0s       | Out of range",
        // numbers
        "onset.rate.max = fast             | Not a number",
        "onset.rate.max = NaN              | Not a number",
        "onset.rate.max = 0                | Allowed: 0.1 to 100000",
        "onset.rate.max = 1e999            | Allowed: 0.1 to 100000",
        "onset.rate.start = 1001           | above the highest, onset.rate.max = 1000 (default)",
        "onset.concurrency.max = 1.5       | Not a whole number",
        "onset.concurrency.max = 60001     | Allowed: 1 to 60000",
        "onset.rate.precision = 5          | Write 5%",
        "onset.rate.precision = 0%         | above 0% to 50%",
        "onset.rate.precision = 50.1%      | above 0% to 50%",
        "onset.rate.precision = tight      | Not a percentage",
        "onset.sandbox.rate-limit.standard-headers = 1 | Neither true nor false",
        // the sandbox
        "onset.sandbox.rate-limit.algorithm = bucket | Allowed: token-bucket, refill-in-lumps",
        "onset.sandbox.rate-limit.scope = user | Allowed: global, credential, address",
        "onset.sandbox.rate-limit.dialect = tyke | Allowed: standard, tyk, tyk-quota",
        "onset.sandbox.rate-limit.status = 200 | Allowed: 400 to 599",
        "onset.sandbox.rate-limit.scope-header = \"a b\" | header name",
        "onset.sandbox.rate-limit.burst = 0 | 0 is for a leaky-bucket",
        "onset.sandbox.rate-limit.declared-factor = 0 | Allowed: 0.01 to 100",
        "onset.sandbox.rate-limit.requests-per-second = 0.1234567 | at most 6 decimals",
        "onset.sandbox.rate-limit { algorithm = sliding-log, window = 1ms } | Out of range",
        "onset.sandbox.rate-limit { algorithm = sliding-log, requests-per-second = 0.4 }"
            + "| such a window admits 0 requests",
        "onset.sandbox.rate-limit { algorithm = concurrency-cap } | Set it, such as 50ms",
        "onset.sandbox.noise.error-share = 101% | Allowed: 0% to 100%",
        "onset.sandbox.noise.stall = 2m | Out of range",
        "onset.sandbox.capacity.queue = -1 | Allowed: 0 to 1000000",
        "onset.sandbox.health.path = health | must start with",
        "onset.sandbox.health.path = \"/health?full\" | has no query",
        "onset.sandbox.health.delay = 11m | Out of range",
        "onset.sandbox.outage.above = 3 | Allowed: 0 for never, or 4",
        "onset.sandbox.outage { above = 100, below = 101 } | (onset.sandbox.outage.above is 100)",
        "onset.sandbox.outage.status = 200 | Allowed: 400 to 599",
        "onset.sandbox.backends.shares = \"a\" | Write it like a=0.7,b=0.3",
        "onset.sandbox.backends.shares = \"a=1,a=2\" | a is there twice",
        "onset.sandbox.backends.shares = \"a=0\" | Out of range",
        "onset.sandbox.backends.shares = \"a=1.1234567\" | at most 6 decimals",
        "onset.sandbox.backends { shares = \"a=1\", limits = \"b=5\" } | no backend b",
        "onset.sandbox.backends.header = \"a b\" | header name",
        "onset.sandbox.request.max-url-bytes = 1000001 | Allowed: 0 to 1000000",
        "onset.sandbox.request.max-headers = -1 | Allowed: 0 to 100000",
        "onset.sandbox.body.bytes = 99 | Allowed: 0 for none, or 100 to 10000000",
        "onset.sandbox.body.bandwidth = 999 | Allowed: 0 for none, or 1000 to 1000000000",
        "onset.sandbox.body.page-parameter = \"a=b\" | Not the name of a query parameter",
        "onset.sandbox { tokens.most = 9, body.bytes = 500 } | Set one of the two to 0",
        // the request
        "onset.target.base-url = host      | The scheme is missing",
        "onset.target.base-url = \"localhost:80\" | The scheme is missing",
        "onset.target.base-url = \"ftp://host\" | http or https",
        "onset.target.base-url = \"http://\" | Write scheme, host",
        "onset.target.base-url = \"http://:80\" | The host is missing",
        "onset.target.base-url = \"http://my_host\" | without underscores",
        "onset.target.base-url = \"http://host:0\" | Allowed: 1 to 65535",
        "onset.target.base-url = \"http://host:65536\" | Allowed: 1 to 65535",
        "onset.target.base-url = \"http://host:99999999999\" | Allowed: 1 to 65535",
        "onset.target.base-url = \"http://[::1]:65536\" | Allowed: 1 to 65535",
        "onset.target.base-url = \"http://me@host\" | user or password",
        "onset.target.base-url = \"http://host#top\" | fragment",
        "onset.target.base-url = \"http://host/v1\" | Move them to onset.target.path",
        "onset.target.path = \"v1\"        | must start with",
        "onset.target.path = \"/a b\"      | Percent-encode",
        "onset.target.path = \"/a{b\"      | Character 3 is not allowed",
        "onset.target.path = \"/a#b\"      | fragment",
        "onset.target.method = get         | Write GET",
        "onset.target.method = CONNECT     | tunnel",
        "onset.target.headers.\"A B\" = x  | header name",
        "onset.target.headers.A = \"x\\r\\nB: y\" | line break",
        "onset.target.headers { A = x, a = y } | also set as A",
        // timeouts
        "onset.timeouts.connect = 3s       | nearest here: 2900ms",
        "onset.timeouts.connect = 7050ms   | nearest here: 6900ms",
        "onset.timeouts.request = 2s       | raise onset.timeouts.request above 2900ms",
        // names
        "onset.run-id = a/b                | plain folder name",
        "onset.run-id = \".hidden\"        | plain folder name",
        "onset.run-id = \"..\"             | plain folder name",
        "onset.run-id = \"a\\tb\"          | plain folder name",
        "onset.release = \"a\\\\b\"        | plain folder name",
        "onset.release = \"\"              | plain folder name",
        "onset.reports-dir = \" \"         | folder's name is empty",
      })
  void what_cannot_be_meant_is_refused_with_advice(String hocon, String advice) {
    var refusal = refusal(hocon);

    assertThat(refusal.problems()).hasSize(1);
    assertThat(refusal).hasMessageContaining(advice.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onset.timeouts.connect = 900ms",
        "onset.timeouts { connect = 3100ms }",
        "onset.timeouts.connect = 2.5 seconds",
        "onset.target.base-url = \"http://[::1]:8080\"",
        "onset.target.base-url = \"http://host:65535\"",
        "onset.target.base-url = \"\"",
        "onset.rate.precision = \"2.5 %\"",
        "onset.concurrency.max = 1e3",
        "onset.run-id = \"2026.03_a-b+c\"",
        "other.library.key = 5",
        "onset.heap = 2G",
        "onset.sandbox.noise.error-share = 0%",
        "onset.sandbox.rate-limit { algorithm = leaky-bucket, burst = 0 }",
        "onset.sandbox.rate-limit { status = 403, body = \"\", standard-headers = false }",
        "onset.sandbox.outage { below = 50 }",
        "onset.sandbox.backends { shares = \" a = 2 , b=1 \", limits = \"b=5\", header = \"\" }",
        "onset.sandbox { rate-limit.algorithm = concurrency-cap, response-time = 50ms }",
      })
  void what_is_unusual_but_sensible_is_accepted(String hocon) {
    assertThat(load(hocon)).isNotNull();
  }

  @Test
  void https_leaves_less_time_for_connecting() {
    var timeouts = "onset.timeouts { connect = 6.5s, request = 10s }\n";

    assertThat(load(timeouts + "onset.target.base-url = \"http://host\"")).isNotNull();
    assertThat(refusal(timeouts + "onset.target.base-url = \"https://host\""))
        .hasMessageContaining("may take 10.5s (connect 6500ms x 1 address + TLS 4s)");
  }

  @Test
  void a_reference_to_nothing_is_a_problem_of_the_configuration() {
    assertThat(refusal("onset.release = ${nothing.here}"))
        .hasMessageContaining("Could not resolve substitution")
        .hasMessageContaining("nothing.here")
        .hasMessageContaining("a variable of the environment: set it");
  }

  private static Settings load(String hocon) {
    return SettingsLoader.load(ConfigFactory.parseString(hocon), NOON);
  }

  private static InvalidConfiguration refusal(String hocon) {
    return catchThrowableOfType(InvalidConfiguration.class, () -> load(hocon));
  }

  private static Config properties(String... keysAndValues) {
    var properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return ConfigFactory.parseProperties(
        properties, ConfigParseOptions.defaults().setOriginDescription("system properties"));
  }
}
