package dev.onset.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassificationTest {

  private static Outcome classify(int status, Map<String, String> headers, String body) {
    return Classifier.classify(new Ending.Answered(status, headers, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
"""
# Tyk
RATE_LIMITED      | 429 | {"error": "Rate Limit Exceeded"}
RATE_LIMITED      | 429 | {"error": "API Rate Limit Exceeded"}
QUOTA_EXCEEDED    | 403 | {"error": "Quota exceeded"}
QUOTA_EXCEEDED    | 403 | <error>Quota exceeded</error>
RATE_LIMITED      | 403 | {"error": "This organisation rate limit has been exceeded, please contact your API administrator"}
QUOTA_EXCEEDED    | 403 | {"error": "This organisation quota has been exceeded, please contact your API administrator"}
DENIED            | 403 | {"error": "access from this IP has been disallowed"}
DENIED            | 401 | {"error": "Authorization field missing"}
DENIED            | 403 | {"error": "Access to this API has been disallowed"}
DENIED            | 401 | {"error": "Key has expired, please renew"}
DENIED            | 403 | {"error": "Key is inactive, please renew"}
TOO_LARGE         | 400 | {"error": "Request is too large"}
OVERLOADED        | 503 | {"error": "Service temporarily unavailable."}
OVERLOADED        | 503 | {"error": "all hosts are down"}
GATEWAY_TIMEOUT   | 504 | {"error": "Upstream service reached hard timeout."}
UPSTREAM_FAILURE  | 500 | {"error": "There was a problem proxying the request"}
UPSTREAM_FAILURE  | 500 | {"error": "Upstream host lookup failed"}
# apinto and APIPark
RATE_LIMITED      | 403 | [rate_limiting] API rate limit of second exceeded
RATE_LIMITED      | 403 | {"message":"[rate_limiting] API rate limit of second exceeded","status_code":429}
RATE_LIMITED      | 403 | {"message":"no","status_code": 429}
QUOTA_EXCEEDED    | 416 | out of calls
DENIED            | 403 | not allowed
UPSTREAM_FAILURE  | 501 | ``
UPSTREAM_FAILURE  | 504 | dial tcp 10.0.0.9:80: connect: connection refused
UPSTREAM_FAILURE  | 504 | fasthttp: no free connections available to host
UPSTREAM_FAILURE  | 504 | fasthttp: dialing to the given tcp address timed out
GATEWAY_TIMEOUT   | 504 | timeout
OVERLOADED        | 503 | The connection cannot be served because Server.Concurrency limit exceeded
UPSTREAM_FAILURE  | 400 | provider exhausted
RATE_LIMITED      | 400 | {"error":{"message":"Rate limit reached for gpt-4o in organization org-1 on requests per min","type":"requests","code":"rate_limit_exceeded"}}
RATE_LIMITED      | 400 | {"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}
RATE_LIMITED      | 400 | {"error":{"code":429,"message":"Resource has been exhausted","status":"RESOURCE_EXHAUSTED"}}
QUOTA_EXCEEDED    | 400 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota"}}
# Kong
RATE_LIMITED      | 429 | {"message":"API rate limit exceeded","request_id":"d6f1"}
RATE_LIMITED      | 420 | {"message":"API rate limit exceeded"}
UPSTREAM_FAILURE  | 502 | {"message":"An invalid response was received from the upstream server"}
OVERLOADED        | 503 | {"message":"The upstream server is currently unavailable"}
GATEWAY_TIMEOUT   | 504 | {"message":"The upstream server is timing out"}
TOO_LARGE         | 494 | {"message":"Request header or cookie too large"}
TOO_LARGE         | 413 | {"message":"Request size limit exceeded"}
TOO_LARGE         | 417 | {"message":"Request size limit exceeded"}
# NGINX
OVERLOADED        | 503 | <html><head><title>503 Service Temporarily Unavailable</title></head><body><center>nginx</center>
UPSTREAM_FAILURE  | 502 | <html><head><title>502 Bad Gateway</title></head>
GATEWAY_TIMEOUT   | 504 | <html><head><title>504 Gateway Time-out</title></head>
TOO_LARGE         | 400 | <html><head><title>400 Request Header Or Cookie Too Large</title></head>
# HAProxy
RATE_LIMITED      | 429 | <html><body><h1>429 Too Many Requests</h1>
DENIED            | 403 | <html><body><h1>403 Forbidden</h1> Request forbidden by administrative rules.
OVERLOADED        | 503 | <html><body><h1>503 Service Unavailable</h1> No server is available to handle this request.
GATEWAY_TIMEOUT   | 408 | <html><body><h1>408 Request Time-out</h1>
APPLICATION_ERROR | 500 | <html><body><h1>500 Internal Server Error</h1>
# Envoy
RATE_LIMITED      | 429 | local_rate_limited
RATE_LIMITED      | 503 | local_rate_limited
OVERLOADED        | 503 | upstream connect error or disconnect/reset before headers. reset reason: overflow
OVERLOADED        | 503 | no healthy upstream
GATEWAY_TIMEOUT   | 504 | upstream request timeout
# AWS
RATE_LIMITED      | 429 | {"message":"Too Many Requests"}
QUOTA_EXCEEDED    | 429 | {"message":"Limit Exceeded"}
DENIED            | 403 | {"message":"Forbidden"}
RATE_LIMITED      | 400 | {"__type":"com.amazon.coral.availability#ThrottlingException","message":"Rate exceeded"}
RATE_LIMITED      | 503 | <Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>
# Azure
RATE_LIMITED      | 429 | {"statusCode":429,"message":"Rate limit is exceeded. Try again in 5 seconds."}
QUOTA_EXCEEDED    | 403 | {"statusCode":403,"message":"Out of call volume quota. Quota will be replenished in 01:58:53."}
QUOTA_EXCEEDED    | 403 | {"statusCode":403,"message":"Quota is exceeded."}
DENIED            | 403 | {"statusCode":403,"message":"Forbidden"}
# Google
RATE_LIMITED      | 429 | {"error":{"code":429,"message":"Quota exceeded for quota metric 'Queries' and limit 'Queries per minute'","status":"RESOURCE_EXHAUSTED"}}
RATE_LIMITED      | 403 | {"error":{"errors":[{"reason":"userRateLimitExceeded","message":"User Rate Limit Exceeded"}],"code":403}}
RATE_LIMITED      | 403 | {"error":{"errors":[{"domain":"usageLimits","reason":"rateLimitExceeded"}],"code":403}}
RATE_LIMITED      | 403 | {"error":{"errors":[{"reason":"limited","message":"Quota exceeded for quota metric 'Reads' and limit 'Reads per minute per user'"}]}}
QUOTA_EXCEEDED    | 403 | {"error":{"errors":[{"reason":"dailyLimitExceeded"}],"code":403}}
# GitHub
RATE_LIMITED      | 403 | {"message":"API rate limit exceeded for user ID 1."}
RATE_LIMITED      | 403 | {"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
# Cloudflare
RATE_LIMITED      | 429 | error code: 1015
RATE_LIMITED      | 403 | <h2>You are being rate limited</h2>
UPSTREAM_FAILURE  | 520 | error code: 520
UPSTREAM_FAILURE  | 521 | error code: 521
GATEWAY_TIMEOUT   | 522 | error code: 522
UPSTREAM_FAILURE  | 523 | error code: 523
GATEWAY_TIMEOUT   | 524 | error code: 524
UPSTREAM_FAILURE  | 525 | error code: 525
UPSTREAM_FAILURE  | 526 | error code: 526
UPSTREAM_FAILURE  | 530 | error code: 1016
# OpenAI
QUOTA_EXCEEDED    | 429 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}
RATE_LIMITED      | 429 | {"error":{"message":"Rate limit reached","type":"tokens","code":"rate_limit_exceeded"}}
OVERLOADED        | 529 | {"type":"error","error":{"type":"overloaded_error"}}
QUOTA_EXCEEDED    | 402 | {"error":{"message":"Insufficient Balance"}}
TOO_LARGE         | 413 | {"error":{"message":"Request too large: tokens per minute (TPM)","code":"rate_limit_exceeded"}}
# AI gateways that wrap a provider's refusal
RATE_LIMITED      | 400 | {"error":{"message":"Rate limit reached for model on tokens per min","type":"tokens","code":"rate_limit_exceeded"}}
RATE_LIMITED      | 400 | {"error":{"message":"Provider answered 429: none left","type":"invalid_request_error","code":"rate_limit_exceeded"}}
RATE_LIMITED      | 400 | {"error":{"message":"litellm.RateLimitError: exceeded","type":"throttling_error","code":"429"}}
RATE_LIMITED      | 400 | {"code":"Throttling.RateQuota","message":"Requests rate limit exceeded, please try again later."}
RATE_LIMITED      | 500 | {"error":{"message":"Error code: 429 - {'error': {'code': 429, 'status': 'RESOURCE_EXHAUSTED'}}","type":null,"code":500}}
RATE_LIMITED      | 500 | {"error":{"message":"litellm.RateLimitError: AnthropicException","code":"500"}}
RATE_LIMITED      | 500 | {"error":"upstream: {\\"type\\":\\"error\\",\\"error\\":{\\"type\\":\\"rate_limit_error\\"}}"}
RATE_LIMITED      | 502 | {"error":{"message":"Upstream provider NIM returned HTTP 429"}}
RATE_LIMITED      | 500 | {"error":{"type":"rate_limit_reached_error","message":"max RPM"}}
QUOTA_EXCEEDED    | 500 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota"}}
QUOTA_EXCEEDED    | 400 | {"error":{"message":"You exceeded your current quota","type":"insufficient_quota"}}
QUOTA_EXCEEDED    | 400 | {"message":"BadRequestError: {\\"type\\":\\"invalid_request_error\\",\\"message\\":\\"You have reached your specified API usage limits.\\"}"}
UPSTREAM_FAILURE  | 400 | provider exhausted
UPSTREAM_FAILURE  | 400 | all balances exhausted or unavailable
UPSTREAM_FAILURE  | 400 | all key resources for provider openai is invalid
# what only talks of such things
APPLICATION_ERROR | 400 | {"error":{"message":"messages[0]: 'Why 429 Too Many Requests, rate limit exceeded?' is too long","type":"invalid_request_error","code":null}}
APPLICATION_ERROR | 400 | {"error":{"message":"not JSON: {\\"code\\": 429, \\"type\\": \\"insufficient_quota\\"}","type":"invalid_request_error","code":400}}
APPLICATION_ERROR | 400 | {"error":{"message":"`tools` must not be empty","type":"invalid_request_error","code":400},"prompt_token_ids":[9906,429,1234]}
APPLICATION_ERROR | 422 | {"error":{"type":"validation_error","message":"rate_limit_exceeded is no status"}}
APPLICATION_ERROR | 500 | {"error":"the rate limit plugin failed: 429 page not found"}
APPLICATION_ERROR | 500 | java.lang.IllegalStateException: rate limit exceeded at Limiter.java:429
APPLICATION_ERROR | 500 | {"error":{"message":"insufficient_quota table is missing","code":500}}
UPSTREAM_FAILURE  | 502 | <html><h1>502 Bad Gateway</h1> Too Many Requests
# Traefik, Spring Cloud Gateway, Bucket4j, IETF draft
RATE_LIMITED      | 429 | Too Many Requests
OVERLOADED        | 503 | Service Unavailable
RATE_LIMITED      | 429 | ``
RATE_LIMITED      | 429 | Too many requests
QUOTA_EXCEEDED    | 429 | {"type":"https://iana.org/assignments/http-problem-types#quota-exceeded","title":"no"}
RATE_LIMITED      | 403 | Too many requests
# plain statuses
DENIED            | 407 | ``
TOO_LARGE         | 414 | ``
TOO_LARGE         | 431 | ``
APPLICATION_ERROR | 402 | ``
APPLICATION_ERROR | 404 | no Route matched with those values
APPLICATION_ERROR | 411 | ``
APPLICATION_ERROR | 416 | ``
APPLICATION_ERROR | 400 | {"error":"name is missing"}
APPLICATION_ERROR | 500 | ``
APPLICATION_ERROR | 501 | Unsupported method ('POST')
APPLICATION_ERROR | 999 | ``
OK                | 200 | {"error": "Rate Limit Exceeded"}
OK                | 304 | ``
OK                | 399 | ``
""")
  void each_product_s_answer_gives_the_outcome_it_stands_for(
      Outcome outcome, int status, String body) {
    assertThat(classify(status, Map.of(), body)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
RATE_LIMITED   | 403 | x-ratelimit-remaining   | 0
RATE_LIMITED   | 403 | X-RateLimit-Remaining   | ` 0 `
RATE_LIMITED   | 403 | retry-after             | 30
RATE_LIMITED   | 403 | retry-after             | Fri, 31 Dec 1999 23:59:59 GMT
RATE_LIMITED   | 503 | x-envoy-ratelimited     | true
QUOTA_EXCEEDED | 429 | x-amzn-errortype        | LimitExceededException
RATE_LIMITED   | 429 | x-amzn-errortype        | TooManyRequestsException
OVERLOADED     | 503 | retry-after             | 30
OVERLOADED     | 503 | x-envoy-overloaded      | true
DENIED         | 403 | x-ratelimit-remaining   | 4999
DENIED         | 403 | x-ratelimit-remaining   | -1
DENIED         | 403 | retry-after             | ` `
DENIED         | 401 | x-ratelimit-remaining   | 0
OK             | 200 | x-ratelimit-remaining   | 0
""")
  void headers_tell_where_the_status_leaves_room(
      Outcome outcome, int status, String header, String value) {
    assertThat(classify(status, Map.of(header, value), "")).isEqualTo(outcome);
  }

  @Test
  void a_quota_that_says_when_it_renews_is_still_a_quota() {
    assertThat(classify(403, Map.of("retry-after", "7200"), "{\"message\":\"Quota is exceeded.\"}"))
        .isEqualTo(Outcome.QUOTA_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"forbidden\",\"docs\":\"https://api.test/docs/rate-limits\"}",
        "Your plan does not include the rate limit settings page",
        "If the rate limit is exceeded the API answers with 429. Your key was revoked.",
        "When your rate limit is reached, wait. This key is unknown.",
        "Forbidden; the rate limit was not exceeded",
        "You may not change the quota of this project",
        "Blocked. Quota policies and exceeded budgets are described elsewhere.",
        "{\"status\":403,\"requests\":429}",
        "Error 1020: access denied. Incident 10150"
      })
  void a_403_that_only_mentions_limits_is_a_denial(String body) {
    assertThat(classify(403, Map.of(), body)).isEqualTo(Outcome.DENIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 505})
  void a_server_error_that_talks_of_rate_limits_stays_an_application_error(int status) {
    assertThat(classify(status, Map.of(), "rate limit exceeded"))
        .isEqualTo(Outcome.APPLICATION_ERROR);
  }

  @Test
  void a_401_that_talks_of_rate_limits_stays_a_denial() {
    assertThat(classify(401, Map.of(), "rate limit exceeded")).isEqualTo(Outcome.DENIED);
  }

  @Test
  void only_the_start_of_a_huge_body_is_read() {
    assertThat(classify(403, Map.of(), " ".repeat(5_000_000) + "rate limit exceeded"))
        .isEqualTo(Outcome.DENIED);
  }

  @Test
  void every_rule_has_an_answer_that_no_earlier_rule_takes() {
    List<String> unreached =
        new ArrayList<>(AnswerRules.RULES.stream().map(Rule<Answer>::name).toList());
    for (Ending.Answered answered :
        List.of(
            new Ending.Answered(200, Map.of(), ""),
            new Ending.Answered(429, Map.of(), "insufficient_quota"),
            new Ending.Answered(429, Map.of(), ""),
            new Ending.Answered(403, Map.of(), "Quota exceeded"),
            new Ending.Answered(400, Map.of(), "insufficient_quota"),
            new Ending.Answered(500, Map.of(), "{\"type\": \"insufficient_quota\"}"),
            new Ending.Answered(500, Map.of(), "{\"code\": 429}"),
            new Ending.Answered(403, Map.of("retry-after", "1"), ""),
            new Ending.Answered(403, Map.of(), "Quota exceeded, 60 calls per minute"),
            new Ending.Answered(403, Map.of(), "rate limit exceeded"),
            new Ending.Answered(403, Map.of(), ""),
            new Ending.Answered(413, Map.of(), ""),
            new Ending.Answered(504, Map.of(), "connection refused"),
            new Ending.Answered(504, Map.of(), ""),
            new Ending.Answered(502, Map.of(), ""),
            new Ending.Answered(500, Map.of(), "Upstream host lookup failed"),
            new Ending.Answered(501, Map.of(), ""),
            new Ending.Answered(400, Map.of(), "provider exhausted"),
            new Ending.Answered(503, Map.of(), ""),
            new Ending.Answered(404, Map.of(), ""))) {
      Rule.first(AnswerRules.RULES, Answer.of(answered))
          .ifPresent(rule -> unreached.remove(rule.name()));
    }
    assertThat(unreached).isEmpty();
  }

  @Test
  void no_two_rules_share_a_name() {
    Set<String> names = new HashSet<>();
    assertThat(AnswerRules.RULES).allMatch(rule -> names.add(rule.name()));
  }
}
