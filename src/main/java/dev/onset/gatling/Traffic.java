package dev.onset.gatling;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.onset.config.Masking;
import dev.onset.config.RequestTemplate;
import dev.onset.config.TargetSettings;
import dev.onset.outcome.Ending;
import dev.onset.outcome.RootCause;
import dev.onset.request.Header;
import dev.onset.request.Headers;
import dev.onset.usage.TokenField;
import io.gatling.http.cache.DnsCacheSupport$;
import io.gatling.http.client.Request;
import io.gatling.http.client.uri.Uri;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The workers' scenario in Gatling's language: take an order, wait until it is due, send, report
 * how it ended, again.
 */
final class Traffic {

  /** Bytes of a body that are looked at; the rest is received and dropped. */
  static final int BODY_BYTES = 2_048;

  private static final String WORKER = "onset.worker";

  /** Where Gatling looks for a virtual user's name resolver. */
  private static final String RESOLVER = DnsCacheSupport$.MODULE$.DnsNameResolverAttributeName();

  private static final String CONNECTION = "Connection";

  private final TargetSettings target;
  private final Supplier<String> targetUrl;
  private final Supplier<String> sinkUrl;
  private final FailureLog failures;
  private final Duration requestTimeout;
  private final boolean fresh;
  private final Masking masking;
  private final @Nullable Filler filler;
  private final @Nullable TokenField tokenField;

  /** Traffic to a target over kept-alive connections. */
  Traffic(
      TargetSettings target,
      Supplier<String> targetUrl,
      Supplier<String> sinkUrl,
      FailureLog failures,
      Duration requestTimeout) {
    this(target, targetUrl, sinkUrl, failures, requestTimeout, false, Masking.NONE, null);
  }

  /**
   * Traffic to a target.
   *
   * @param targetUrl the request's full URL, asked for when the first request is sent
   * @param sinkUrl the warm-up server's URL, likewise
   * @param requestTimeout when Gatling gives a request up
   * @param masking takes secrets out of what the target says
   * @param filler fills the request's placeholders, or null when it has none
   * @param fresh whether every request has a connection of its own, which the client closes
   */
  Traffic(
      TargetSettings target,
      Supplier<String> targetUrl,
      Supplier<String> sinkUrl,
      FailureLog failures,
      Duration requestTimeout,
      boolean fresh,
      Masking masking,
      @Nullable Filler filler) {
    this.target = target;
    this.targetUrl = targetUrl;
    this.sinkUrl = sinkUrl;
    this.failures = failures;
    this.requestTimeout = requestTimeout;
    this.fresh = fresh;
    this.masking = masking;
    this.filler = filler;
    var field = target.tokens().field();
    this.tokenField = field == null ? null : TokenField.of(field);
  }

  /** A scenario whose users work for a dispatcher until it sends them home. */
  ScenarioBuilder scenarioOf(String name, Dispatcher dispatcher) {
    return scenarioOf(name, dispatcher, null);
  }

  /** As above, with a scenario of the user's own in place of the request to the target. */
  ScenarioBuilder scenarioOf(String name, Dispatcher dispatcher, @Nullable OwnScenario own) {
    return scenario(name)
        .exec(session -> start(session, new Worker(dispatcher, filler, session.userId())))
        .asLongAs(session -> worker(session).stays(), "onset.orders", false)
        .on(
            exec(session -> {
                  worker(session).askForOrders();
                  return session;
                })
                .exec(pause(session -> worker(session).pause()))
                .doIf(session -> worker(session).sendsNow())
                .then(
                    // Each request is a caller of its own: no cookies from the one before.
                    exec(flushCookieJar())
                        .exec(session -> session.markAsSucceeded())
                        .doIf(aimedAt(Order.Sending.Destination.TARGET))
                        .then(own == null ? exec(toTarget(name)) : own.iteration())
                        .doIf(aimedAt(Order.Sending.Destination.SINK))
                        .then(exec(toSink()))
                        .exec(
                            session ->
                                own != null && worker(session).iteration() != null
                                    ? own.finish(session)
                                    : finish(session))));
  }

  private Session start(Session session, Worker worker) {
    var started = session.set(WORKER, worker);
    // Not for pooled connections, which any worker may open for any other.
    return fresh ? started.set(RESOLVER, new ChosenAddress(worker)) : started;
  }

  /**
   * A connection is closed by its client when the client asked for that. The target is not told:
   * who closes first keeps the port in TIME_WAIT, and it is not to be the target.
   *
   * <p>Requests are signed when they are written, which is when their connection is ready.
   */
  private HttpRequestActionBuilder onFreshConnection(HttpRequestActionBuilder request) {
    return request.header(CONNECTION, session -> "close");
  }

  private Request signed(
      Request toSend, Session session, @Nullable Function<Session, Uri> exactly) {
    if (fresh) {
      worker(session).connected();
      toSend.getHeaders().remove(CONNECTION);
    }
    if (exactly == null) {
      return toSend;
    }
    // What Gatling would add, reorder or shorten is not what was asked for.
    toSend.getHeaders().clear();
    for (var header : target.known(headers(session), worker(session).caller()).list()) {
      toSend.getHeaders().add(header.name(), header.value());
    }
    return toSend.copyWithNewUri(exactly.apply(session));
  }

  private static Function<Session, Boolean> aimedAt(Order.Sending.Destination destination) {
    return session -> worker(session).aimsAt(destination);
  }

  private HttpRequestActionBuilder toTarget(String name) {
    // Functions, not strings: Gatling would read #{…} in a string as its expression language.
    var request = http(name).httpRequest(target.method(), this::url);
    boolean complete = target.headers().complete();
    var names = complete ? List.<Header>of() : target.headers().list();
    for (int i = 0; i < names.size(); i++) {
      int index = i;
      request =
          request.header(
              names.get(i).name(), session -> headers(session).list().get(index).value());
    }
    if (!complete && !target.credentials().isEmpty()) {
      request = request.header(target.identityHeader(), this::credential);
    }
    if (!target.body().isEmpty()) {
      byte[] body = target.body().bytes();
      request =
          request.body(
              ByteArrayBody(session -> filler == null ? body : filled(session).body().bytes()));
    }
    request = request.requestTimeout(requestTimeout).transformResponse(this::keep);
    if (!complete) {
      return signed(request, null);
    }
    var same = filler == null ? exactUri(target.url()) : null;
    return signed(request, session -> same == null ? exactUri(URI.create(url(session))) : same);
  }

  private String url(Session session) {
    if (filler == null) {
      return targetUrl.get();
    }
    var first = URI.create(targetUrl.get());
    return first.getScheme() + "://" + first.getRawAuthority() + filled(session).path();
  }

  private Headers headers(Session session) {
    return filler == null ? target.headers() : filled(session).headers();
  }

  private static RequestTemplate.Filled filled(Session session) {
    return worker(session).request().filled();
  }

  private Masking masking(Session session) {
    var worker = worker(session);
    return filler == null || !worker.aimsAt(Order.Sending.Destination.TARGET)
        ? masking
        : masking.ofRow(filler.values(worker.request().row()));
  }

  /**
   * A request that is written with its URI and the target's headers and no others; null: as Gatling
   * makes it.
   */
  private HttpRequestActionBuilder signed(
      HttpRequestActionBuilder request, @Nullable Function<Session, Uri> exactly) {
    var sent = fresh ? onFreshConnection(request) : request;
    return fresh || exactly != null
        ? sent.sign((toSend, session) -> signed(toSend, session, exactly))
        : sent;
  }

  /** The URI with its path as it is: read from text, Gatling takes out dots and double slashes. */
  private static Uri exactUri(URI url) {
    return new Uri(
        url.getScheme(),
        null,
        url.getHost(),
        url.getPort(),
        url.getRawPath(),
        url.getRawQuery(),
        null);
  }

  private String credential(Session session) {
    var credential = target.credential(worker(session).caller());
    return credential == null ? "" : credential;
  }

  private HttpRequestActionBuilder toSink() {
    var request =
        http("warm-up").get(session -> sinkUrl.get()).silent().transformResponse(this::keep);
    return signed(request, null);
  }

  private Response keep(Response response, Session session) {
    worker(session).answered(answer(response, masking(session)));
    return response;
  }

  /** What the target said, without what it was told in confidence. */
  private Ending.Answered answer(Response response, Masking masking) {
    return new Ending.Answered(
        response.status().code(),
        masking.apply(headers(response)),
        masking.apply(bodyStart(response)),
        tokens(response));
  }

  /** What the request cost: what the whole body says, or what is declared of each. */
  private @Nullable Double tokens(Response response) {
    if (tokenField == null) {
      return target.tokens().perRequest();
    }
    var found = tokenField.in(response.body().bytes());
    return found.isPresent() ? found.getAsDouble() : null;
  }

  static Map<String, String> headers(Response response) {
    var headers = new TreeMap<String, String>();
    for (var header : response.headers()) {
      headers.merge(
          header.getKey().toLowerCase(Locale.ROOT),
          header.getValue(),
          (first, second) -> first + ", " + second);
    }
    return headers;
  }

  static String bodyStart(Response response) {
    byte[] body = response.body().bytes();
    return new String(body, 0, Math.min(body.length, BODY_BYTES), StandardCharsets.UTF_8);
  }

  private Session finish(Session session) {
    var worker = worker(session);
    var cause = failures.take(session.userId());
    if (cause != null) {
      boolean tls = targetUrl.get().startsWith("https:");
      worker.failed(new Ending.Unanswered(masking(session).apply(RootCause.describe(cause)), tls));
    }
    worker.finish();
    return session;
  }

  static Worker worker(Session session) {
    return session.get(WORKER);
  }
}
