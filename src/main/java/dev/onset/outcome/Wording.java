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

  /** A quote in JSON, in JSON within JSON, or as Python prints it. */
  private static final String QUOTE = "\\\\{0,3}[\"']";

  private static final String NAMES = QUOTE + "(?:status_?code|status|code|type)" + QUOTE;

  /**
   * Is the error of a provider that turned a gateway away, as a field with such a value or as a
   * client of the provider names it: OpenAI's, Anthropic's, Google's, Moonshot's, Alibaba's; the
   * exceptions of LiteLLM and of OpenAI's own client.
   */
  static final Pattern PROVIDER_LIMITED =
      anyOf(
          NAMES
              + "\\s{0,4}:\\s{0,4}(?:"
              + QUOTE
              + ")?(?:429|rate_limit_exceeded|rate_limit_error|rate_limit_reached_error"
              + "|RESOURCE_EXHAUSTED|Throttling(?:\\.RateQuota)?)(?:"
              + QUOTE
              + ")?\\s{0,4}[,}]",
          "\\b(?:litellm|openai)\\.RateLimitError\\b",
          "\\bError code: 429 - ",
          "\\b(?:provider|upstream)\\b[\\w ,:.'-]{0,40}\\b(?:returned|answered|responded|replied)"
              + "\\b[\\w ,:.'-]{0,24}\\b429\\b");

  /** Is the error of a provider whose allowance a gateway has used up, as one of its fields. */
  static final Pattern PROVIDER_QUOTA =
      anyOf(
          NAMES
              + "\\s{0,4}:\\s{0,4}"
              + QUOTE
              + "(?:insufficient_quota|billing_hard_limit_reached|Throttling\\.AllocationQuota)"
              + QUOTE);

  /** Is about the request itself, which it may repeat with whatever that says. */
  static final Pattern REQUEST_INVALID =
      anyOf(
          "\"type\"\\s{0,4}:\\s{0,4}\"(?:invalid_request_error|validation_error"
              + "|BadRequestError|invalid_argument|INVALID_ARGUMENT)\"");

  /** Has a field, not one in a text, that says what a 429 or a used-up quota would. */
  static final Pattern LIMIT_IN_FIELD =
      anyOf(
          "(?<!\\\\)\"(?:status_?code|status|code|type)\"\\s{0,4}:\\s{0,4}\"?(?:429"
              + "|rate_limit_exceeded|rate_limit_error|insufficient_quota)\"?\\s{0,4}[,}]");

  /** Says in Anthropic's words that the allowance of a month is used up. */
  static final Pattern USAGE_LIMIT = anyOf("reached your specified API usage limits");

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
          // Anthropic, under a 400
          "reached your specified API usage limits",
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
  static final Pattern PROVIDERS_EXHAUSTED =
      anyOf(
          "provider exhausted|all balances exhausted or unavailable"
              + "|all key resources for provider [\\w.@-]{1,64} is invalid");

  /** Says that a 501 means what HTTP says it means. */
  static final Pattern NOT_IMPLEMENTED =
      anyOf("not implemented", "unsupported method", "unknown method");

  private static Pattern anyOf(String... alternatives) {
    return Pattern.compile(String.join("|", alternatives), Pattern.CASE_INSENSITIVE);
  }
}
