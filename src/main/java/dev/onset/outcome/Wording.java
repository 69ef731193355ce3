package dev.onset.outcome;

import java.util.regex.Pattern;

/**
 * The phrases by which gateways and APIs say in a body why they turned a caller away.
 *
 * <p>Mentioning a limit is not enough; the text has to say that it was passed. {@code rate limit
 * exceeded} counts, {@code see our rate limits} and {@code if the rate limit is exceeded, …} do
 * not. All repetitions are bounded, so matching is linear in the body.
 */
final class Wording {

  private Wording() {}

  // Looks ahead first, so that the costly look back happens only where it can matter.
  private static final String NOT_CONDITIONAL =
      "(?=rate|exceed|quota)(?<!\\b(?:if|when|once|unless|whether) [\\w ]{0,24})";

  /** Up to four words between the thing and its verb, none of which takes the meaning back. */
  private static final String WORDS =
      "(?:\\s(?!(?:not|never|cannot|can|may|could|would|if|when|and|or)\\b)[\\w'-]{1,24}){0,4}\\s";

  private static final String RATE_LIMIT = "rate[ _-]?limit(?:s|ing)?";

  /** Says that a rate limit was passed. */
  static final Pattern RATE_LIMIT_PASSED =
      anyOf(
          // Tyk, Kong, apinto, APIM, GitHub, OpenAI in prose
          NOT_CONDITIONAL + RATE_LIMIT + WORDS + "(?:exceeded|reached|hit)\\b",
          NOT_CONDITIONAL + "exceed(?:ed|s)?" + WORDS + RATE_LIMIT + "\\b",
          "(?:been|being|you are|you're|was|were) rate[ -]?limited",
          // error codes: Google's rateLimitExceeded, OpenAI's rate_limit_exceeded, Envoy's
          "rate[_-]?limit[_-]?exceeded|rate_limit_error|local_rate_limited|RESOURCE_EXHAUSTED",
          // AWS services, S3
          "ThrottlingException|TooManyRequestsException|ThroughputExceededException"
              + "|<Code>SlowDown</Code>",
          // a status in the body that the status line does not have: apinto
          "\"(?:status_?code|status|code)\"\\s*:\\s*\"?429\\b",
          // Cloudflare
          "error(?: code)?:? ?1015\\b");

  /** Says that there were too many requests, by whatever measure. */
  static final Pattern TOO_MANY_REQUESTS = anyOf("too many requests");

  /** Says that an allowance is used up. */
  static final Pattern QUOTA_USED_UP =
      anyOf(
          NOT_CONDITIONAL + "quota" + WORDS + "exceeded\\b",
          NOT_CONDITIONAL + "exceeded" + WORDS + "quota\\b",
          "quota[_-]?exceeded|dailyLimitExceeded|insufficient[_ ](?:quota|balance)",
          // apinto's paid calls, APIM's quotas
          "out of calls|out of (?:call volume|bandwidth) quota");

  /** Says that an allowance is used up, in the words that even a 429 uses for nothing else. */
  static final Pattern QUOTA_NOT_RATE =
      anyOf(
          "insufficient_quota",
          // AWS: its throttle says "Too Many Requests"
          "\"Limit Exceeded\"",
          // problem type of the IETF draft on RateLimit header fields
          "#quota-exceeded");

  /** Says that the quota in question is one for a second or a minute: a rate limit. */
  static final Pattern QUOTA_PER_MOMENT =
      anyOf("rateLimitExceeded", "per[ _-](?:second|minute)", "per(?:Second|Minute)");

  /** Says that the request was too large, under a status that does not: Tyk, NGINX. */
  static final Pattern REQUEST_TOO_LARGE =
      anyOf("Request is too large", "Request Header Or Cookie Too Large");

  /** Says that a 500 is the gateway's and not the application's: Tyk. */
  static final Pattern PROXYING_FAILED =
      anyOf("There was a problem proxying the request", "Upstream host lookup failed");

  /** Names a transport error other than waiting too long for a response: apinto's 504. */
  static final Pattern TRANSPORT_ERROR =
      anyOf(
          "no free connections available to host",
          "dialing to the given tcp address timed out",
          "connection (?:refused|reset)",
          "no such host",
          "no route to host",
          "network is unreachable",
          "broken pipe",
          "server closed connection before returning the first response byte");

  /** Says that every provider behind an AI gateway failed: apinto. */
  static final Pattern PROVIDERS_EXHAUSTED = anyOf("provider exhausted");

  /** Says that a 501 means what HTTP says it means. */
  static final Pattern NOT_IMPLEMENTED =
      anyOf("not implemented", "unsupported method", "unknown method");

  private static Pattern anyOf(String... alternatives) {
    return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
  }
}
