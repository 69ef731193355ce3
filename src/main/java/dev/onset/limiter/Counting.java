package dev.onset.limiter;

/** What a limiter may count, and when. */
enum Counting {
  /** Requests, each when it comes. */
  REQUESTS,
  /** Tokens, when the answer says how many; admits as long as those before leave any. */
  TOKENS_ANSWERED,
  /** Tokens, when the request comes; admits if its own fit too. */
  TOKENS_ASKED;

  boolean isTokens() {
    return this != REQUESTS;
  }
}
