package dev.onset.gatling;

import dev.onset.config.Masking;
import dev.onset.outcome.Classifier;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.RootCause;
import io.gatling.http.client.Request;
import io.gatling.http.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt that is a pass through a scenario of the user's own: the requests that it made, and
 * what they amount to. Thread-safe; ends once.
 */
final class Iteration {

  /** Says of what has no request why. */
  static final String SENT_NOTHING = "an iteration of the scenario sent no request";

  /** A request that was answered, and what a check said to that. */
  private static final class Exchange {
    private final Request request;
    private final Response response;
    // Read at once: Gatling hands the body's buffers back as soon as the checks are through.
    private final String bodyStart;
    private final long startNanos;
    private final long endNanos;
    private @Nullable Outcome judged;

    Exchange(Request request, Response response, long startNanos, long endNanos) {
      this.request = request;
      this.response = response;
      this.bodyStart = Traffic.bodyStart(response);
      this.startNanos = startNanos;
      this.endNanos = endNanos;
    }
  }

  /**
   * How the scenario's last action left it.
   *
   * @param failed whether Gatling counts the virtual user as failed
   * @param unanswered a request without a response, or null
   * @param crash why the scenario could not go on, or null
   */
  record Close(boolean failed, FailureLog.@Nullable Failed unanswered, @Nullable String crash) {}

  private final Order.Sending attempt;
  private final boolean tls;
  private final Map<String, Long> sent = new HashMap<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private long activeNanos;
  private boolean over;

  Iteration(Order.Sending attempt, boolean tls, long nowNanos) {
    this.attempt = attempt;
    this.tls = tls;
    this.activeNanos = nowNanos;
  }

  /** A request is being written. */
  synchronized void sends(Request request, long nowNanos) {
    sent.put(key(request), nowNanos);
    active(nowNanos);
  }

  /** A response arrived; the request's checks come next. */
  synchronized void answered(Response response, long nowNanos) {
    var request = response.request();
    var started = sent.remove(key(request));
    long millis = Math.max(0, response.endTimestamp() - response.startTimestamp());
    exchanges.add(
        new Exchange(
            request,
            response,
            started == null ? nowNanos - millis * 1_000_000 : started,
            nowNanos));
    active(nowNanos);
  }

  /** A check of the last response says what it amounts to. */
  synchronized void judge(Outcome outcome) {
    if (!exchanges.isEmpty()) {
      exchanges.get(exchanges.size() - 1).judged = outcome;
    }
  }

  /** Nanoseconds for which nothing has happened in it; 0 when it is over. */
  synchronized long idleNanos(long nowNanos) {
    return over ? 0 : nowNanos - activeNanos;
  }

  /** Ends it on behalf of a virtual user that will not. */
  synchronized boolean giveUp(long nowNanos) {
    if (over) {
      return false;
    }
    over = true;
    attempt.ends(
        nowNanos,
        new Ending.Unanswered("the scenario did not come to the end of an iteration", tls));
    return true;
  }

  /**
   * Ends it.
   *
   * @param masking takes secrets out of what is kept
   * @return what is wrong with the scenario itself, or null
   */
  synchronized @Nullable String close(Close close, Masking masking, long nowNanos) {
    if (over) {
      return null;
    }
    over = true;
    var requests = requests(close, masking, nowNanos);
    if (requests.isEmpty()) {
      var why = SENT_NOTHING + (close.crash() == null ? "" : ": " + masking.apply(close.crash()));
      attempt.ends(nowNanos, new Ending.Unanswered(why, tls));
      return why;
    }
    var decisive =
        requests.stream()
            .filter(request -> request.outcome() != Outcome.OK)
            .findFirst()
            .orElse(requests.get(requests.size() - 1));
    attempt.ends(nowNanos, new Ending.Iteration(requests, decisive));
    return null;
  }

  /** Adds what is secret in its requests and in the answers to them. */
  synchronized void secrets(Masking.Collector secrets) {
    for (var exchange : exchanges) {
      exchange.request.getHeaders().forEach(e -> secrets.header(e.getKey(), e.getValue()));
      exchange.response.headers().forEach(e -> secrets.header(e.getKey(), e.getValue()));
      secrets.text(exchange.request.getUri().toUrl());
      var body = exchange.request.getBody();
      if (body != null) {
        secrets.text(body.print(Traffic.BODY_BYTES));
      }
      secrets.text(exchange.bodyStart);
    }
  }

  private void active(long nowNanos) {
    activeNanos = nowNanos;
    attempt.progresses(nowNanos);
  }

  private List<Ending.Request> requests(Close close, Masking masking, long nowNanos) {
    var requests = new ArrayList<Ending.Request>();
    for (int i = 0; i < exchanges.size(); i++) {
      boolean last = i == exchanges.size() - 1 && close.unanswered() == null && close.failed();
      requests.add(answered(exchanges.get(i), last, close.crash(), masking));
    }
    var failed = close.unanswered();
    if (failed != null) {
      var cause = masking.apply(RootCause.describe(failed.cause()));
      var started = sent.values().stream().min(Long::compare).orElse(activeNanos);
      requests.add(
          new Ending.Request(
              failed.request(), started, nowNanos, new Ending.Unanswered(cause, tls), null));
    }
    return requests;
  }

  /**
   * A request with its response. A status below 400 after which the virtual user is failed was
   * failed by a check; one of 400 and above after which it goes on was accepted by a check, unless
   * it says that the target had no capacity left for it.
   */
  private static Ending.Request answered(
      Exchange exchange, boolean failing, @Nullable String crash, Masking masking) {
    var bare =
        new Ending.Answered(
            exchange.response.status().code(),
            masking.apply(Traffic.headers(exchange.response)),
            exchange.bodyStart);
    var judged = exchange.judged;
    boolean broken = failing && crash != null && bare.status() < 400;
    if (judged == null) {
      judged = judged(bare, failing);
    }
    var body =
        judged == Outcome.OK
            ? ""
            : broken ? "then the scenario could not go on: " + crash : bare.bodyStart();
    return new Ending.Request(
        exchange.request.getName(),
        exchange.startNanos,
        exchange.endNanos,
        new Ending.Answered(bare.status(), bare.headers(), masking.apply(body)),
        judged);
  }

  private static Outcome judged(Ending.Answered answer, boolean failing) {
    if (answer.status() < 400) {
      return failing ? Outcome.CHECK_FAILED : Outcome.OK;
    }
    var outcome = Classifier.classify(answer);
    boolean accepted = !failing && answer.status() < 500 && !outcome.isRejection();
    return accepted ? Outcome.OK : outcome;
  }

  private static String key(Request request) {
    return request.getName() + " " + request.getUri();
  }
}
