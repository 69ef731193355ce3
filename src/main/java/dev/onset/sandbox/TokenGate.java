package dev.onset.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The decision which requests are admitted by what they cost, by one account for each key;
 * thread-safe.
 *
 * <p>As of the {@linkplain RateLimiter limiter of requests}, so many accounts are kept.
 */
final class TokenGate {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final TokenLimit limit;
  private final LongSupplier epochNanos;
  private final SplittableRandom random;
  private final AtomicLong rejected = new AtomicLong();
  private final Map<String, Account> accounts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
          return size() > RateLimiter.MOST_KEYS;
        }
      };

  /** What a caller has left. */
  private static final class Account {
    private double left;
    private long at;

    Account(double left, long at) {
      this.left = left;
      this.at = at;
    }
  }

  /**
   * An answer.
   *
   * @param cost tokens that the request costs
   * @param left tokens that are left then, at least 0
   * @param resetNanos until all are
   * @param done what to do when the request has been answered
   */
  record Answer(boolean admitted, int cost, long left, long resetNanos, Runnable done) {}

  TokenGate(TokenLimit limit, LongSupplier epochNanos) {
    this.limit = limit;
    this.epochNanos = epochNanos;
    this.random = new SplittableRandom(limit.seed());
  }

  /** Decides on a request that comes now. */
  synchronized Answer ask(String key) {
    // A draw for each, so that equal seeds cost equally whatever the limit is.
    int cost = random.nextInt(limit.least(), limit.most() + 1);
    if (!limit.limits()) {
      return new Answer(true, cost, 0, 0, () -> {});
    }
    long now = epochNanos.getAsLong();
    var account = accounts.computeIfAbsent(key, k -> new Account(limit.mostAtOnce(), now));
    refill(account, now);
    boolean asked = limit.charge() == TokenLimit.Charge.ASKED;
    boolean admitted = asked ? account.left >= cost : account.left > 0;
    if (admitted && asked) {
      account.left -= cost;
    }
    if (!admitted) {
      rejected.incrementAndGet();
    }
    Runnable done = admitted && !asked ? () -> charge(account, cost) : () -> {};
    return new Answer(
        admitted, cost, (long) Math.max(0, account.left), resetNanos(account, now), done);
  }

  long rejected() {
    return rejected.get();
  }

  private synchronized void charge(Account account, int cost) {
    refill(account, epochNanos.getAsLong());
    account.left -= cost;
  }

  private void refill(Account account, long now) {
    if (limit.algorithm() == TokenLimit.Way.TOKEN_BUCKET) {
      double gained = (double) (now - account.at) * limit.perMinute() / MINUTE_NANOS;
      account.left = Math.min((double) limit.burst(), account.left + gained);
    } else if (Math.floorDiv(now, limit.window().toNanos())
        != Math.floorDiv(account.at, limit.window().toNanos())) {
      account.left = limit.mostAtOnce();
    }
    account.at = now;
  }

  private long resetNanos(Account account, long now) {
    return limit.algorithm() == TokenLimit.Way.TOKEN_BUCKET
        ? (long) ((limit.burst() - account.left) * MINUTE_NANOS / limit.perMinute())
        : limit.window().toNanos() - Math.floorMod(now, limit.window().toNanos());
  }

  /** The fields of a response that declare the limit, each with its line end. */
  String fields(Answer answer) {
    if (!limit.limits()) {
      return "";
    }
    long most =
        limit.algorithm() == TokenLimit.Way.TOKEN_BUCKET ? limit.perMinute() : limit.mostAtOnce();
    return "x-ratelimit-limit-tokens: %d\r\nx-ratelimit-remaining-tokens: %d\r\nx-ratelimit-reset-tokens: %s\r\n"
        .formatted(most, answer.left(), GoDuration.text(answer.resetNanos()));
  }

  /** The response to a request that costs more than there is. */
  Reply rejection(Answer answer) {
    String reason =
        "No tokens left: %d tokens per min, %d remaining. Come back in %s."
            .formatted(limit.perMinute(), answer.left(), GoDuration.text(answer.resetNanos()));
    String error =
        "{\"error\": {\"message\": \"%s\", \"type\": \"tokens\", \"code\": \"rate_limit_exceeded\"}}"
            .formatted(limit.wrap() == 429 ? reason : "Provider answered 429: " + reason);
    return Reply.json(limit.wrap(), error);
  }

  /** The response to an admitted request, which says what it cost. */
  static Reply completion(int cost) {
    int asked = (cost + 1) / 2;
    return Reply.json(
        200,
        "{\"object\": \"chat.completion\", \"choices\": [{\"index\": 0, \"finish_reason\": \"stop\","
            + " \"message\": {\"role\": \"assistant\", \"content\": \"ok\"}}], \"usage\": {\"prompt_tokens\": "
            + asked
            + ", \"completion_tokens\": "
            + (cost - asked)
            + ", \"total_tokens\": "
            + cost
            + "}}");
  }
}
