package dev.onset.outcome;

import static dev.onset.outcome.Outcome.APPLICATION_ERROR;
import static dev.onset.outcome.Outcome.DENIED;
import static dev.onset.outcome.Outcome.GATEWAY_TIMEOUT;
import static dev.onset.outcome.Outcome.OK;
import static dev.onset.outcome.Outcome.OVERLOADED;
import static dev.onset.outcome.Outcome.QUOTA_EXCEEDED;
import static dev.onset.outcome.Outcome.RATE_LIMITED;
import static dev.onset.outcome.Outcome.TOO_LARGE;
import static dev.onset.outcome.Outcome.UPSTREAM_FAILURE;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The ordered rules for responses.
 *
 * <p>The status alone does not tell: Tyk's organisation limits, apinto's limiter, GitHub and older
 * Google APIs turn callers away with 403, AI gateways wrap a provider's 429 in a 400, and quotas
 * come as 402, 403, 416 and 429. So the body and the headers decide where the status leaves room.
 *
 * <p>What they say does not decide under a 500: a server that failed may talk of rate limits for
 * any reason (a limit that somebody else set it, a limiter that broke, a stack trace), and the
 * caller was not turned away. Only the very error of a provider does, in the fields that it has,
 * which AI gateways pass on that way. A 400 that calls the request invalid may repeat it, whatever
 * it says. Nor do they under 401 and 407, which are about who the caller is, or under the statuses
 * for requests that are too large, where some APIs state their token limit.
 */
final class AnswerRules {

  private AnswerRules() {}

  static final List<Rule<Answer>> RULES =
      List.of(
          rule("a status below 400", answer -> answer.status() < 400, OK),
          rule(
              "a 429 that is about an allowance",
              status(429)
                  .and(
                      says(Wording.QUOTA_NOT_RATE)
                          .or(headerStarts("x-amzn-errortype", "limitexceeded"))),
              QUOTA_EXCEEDED),
          rule("any other 429", status(429), RATE_LIMITED),
          rule(
              "a refusal whose body says that a quota is used up",
              status(402, 403, 416)
                  .and(says(Wording.QUOTA_USED_UP))
                  .and(says(Wording.QUOTA_PER_MOMENT).negate()),
              QUOTA_EXCEEDED),
          rule(
              "a provider's used-up quota in a 400",
              status(400).and(says(Wording.QUOTA_NOT_RATE)).and(repeatsTheRequest().negate()),
              QUOTA_EXCEEDED),
          rule(
              "a provider's used-up quota in a 500",
              status(500, 502).and(says(Wording.PROVIDER_QUOTA)),
              QUOTA_EXCEEDED),
          rule(
              "a provider's 429 in a 500",
              status(500, 502).and(says(Wording.PROVIDER_LIMITED)),
              RATE_LIMITED),
          rule(
              "a 403 whose headers speak of the rate",
              status(403)
                  .and(
                      headerIs("x-ratelimit-remaining", "0")
                          .or(headerIs("x-rate-limit-remaining", "0"))
                          .or(headerIs("ratelimit-remaining", "0"))
                          .or(headerStarts("retry-after", ""))),
              RATE_LIMITED),
          rule(
              "a per-minute quota in a 403",
              status(403).and(says(Wording.QUOTA_USED_UP)).and(says(Wording.QUOTA_PER_MOMENT)),
              RATE_LIMITED),
          rule(
              "a refusal whose body says that a rate limit was passed",
              bodyMayTell()
                  .and(
                      says(Wording.RATE_LIMIT_PASSED)
                          .or(says(Wording.TOO_MANY_REQUESTS).and(status(503).negate()))
                          .or(headerIs("x-envoy-ratelimited", "true"))),
              RATE_LIMITED),
          rule("a refusal of the caller", status(401, 403, 407), DENIED),
          rule(
              "a request that is too large",
              status(413, 414, 417, 431, 494).or(status(400).and(says(Wording.REQUEST_TOO_LARGE))),
              TOO_LARGE),
          rule(
              "a gateway timeout that was a transport error",
              status(504).and(says(Wording.TRANSPORT_ERROR)),
              UPSTREAM_FAILURE),
          rule("a gateway that waited too long", status(408, 504, 522, 524), GATEWAY_TIMEOUT),
          rule(
              "a gateway that got no usable answer",
              status(502, 520, 521, 523, 525, 526, 530),
              UPSTREAM_FAILURE),
          rule(
              "a gateway's own 500",
              status(500).and(says(Wording.PROXYING_FAILED)),
              UPSTREAM_FAILURE),
          rule(
              "a gateway without an upstream",
              status(501).and(says(Wording.NOT_IMPLEMENTED).negate()),
              UPSTREAM_FAILURE),
          rule(
              "an AI gateway without a provider",
              status(400).and(says(Wording.PROVIDERS_EXHAUSTED)),
              UPSTREAM_FAILURE),
          rule("a target without capacity", status(503, 529), OVERLOADED),
          rule("any other error", answer -> true, APPLICATION_ERROR));

  /** The outcome of the first rule that recognises {@code answer}; the last one always does. */
  static Outcome outcome(Answer answer) {
    return Rule.first(RULES, answer).map(Rule::outcome).orElse(APPLICATION_ERROR);
  }

  /** Whether the answer calls the request invalid, unless the request is not what it is about. */
  private static Predicate<Answer> repeatsTheRequest() {
    return status(400, 422)
        .and(says(Wording.REQUEST_INVALID))
        .and(says(Wording.LIMIT_IN_FIELD).negate())
        .and(says(Wording.USAGE_LIMIT).negate());
  }

  private static Predicate<Answer> bodyMayTell() {
    return status(503)
        .or(answer -> answer.status() >= 400 && answer.status() < 500)
        .and(status(401, 407, 413, 414, 431, 494).negate())
        .and(repeatsTheRequest().negate());
  }

  private static Predicate<Answer> status(int... statuses) {
    return answer -> answer.statusIn(statuses);
  }

  private static Predicate<Answer> says(Pattern wording) {
    return answer -> answer.says(wording);
  }

  private static Predicate<Answer> headerIs(String name, String value) {
    return answer -> answer.header(name).equals(value);
  }

  /** Whether a header is there, not blank, and starts with {@code start}. */
  private static Predicate<Answer> headerStarts(String name, String start) {
    return answer -> !answer.header(name).isEmpty() && answer.header(name).startsWith(start);
  }

  private static Rule<Answer> rule(String name, Predicate<Answer> matches, Outcome outcome) {
    return new Rule<>(name, matches, outcome);
  }
}
