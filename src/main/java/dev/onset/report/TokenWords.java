package dev.onset.report;

import dev.onset.record.ExperimentRecord.Tokens;

/** What a limit is in tokens of a language model, in one sentence. */
final class TokenWords {

  private TokenWords() {}

  /** The sentence, with its full stop. */
  static String of(Tokens tokens, double requestsPerSecond) {
    var perMinute = tokens.perMinute();
    return switch (tokens.counts()) {
      case "TOKENS" ->
          "It counts tokens: %s sustained, at %s%s."
              .formatted(
                  perMinute == null ? "so many" : perMinute(perMinute), cost(tokens), told(tokens));
      case "REQUESTS" ->
          "It counts requests and not tokens: each costs %s%s."
              .formatted(range(tokens), told(tokens));
      case "EITHER" ->
          "%s requests/s, which is %s at %s; whether it counts the one or the other cannot be told, as %s."
              .formatted(
                  Figures.quantity(requestsPerSecond),
                  perMinute == null ? "so many tokens" : perMinute(perMinute),
                  cost(tokens),
                  alike(tokens));
      default -> "A request costs %s.".formatted(range(tokens));
    };
  }

  /** Why the one cannot be told from the other. */
  private static String alike(Tokens tokens) {
    var byTokens = tokens.explainedByTokens();
    if (isConstant(tokens)) {
      return "each request costs the same";
    }
    return byTokens == null
        ? "requests cost nearly the same"
        : "tokens predict %s of its decisions and the number of requests %s"
            .formatted(Figures.share(byTokens), Figures.share(tokens.explainedByRequests()));
  }

  /** The limit for a table, as {@code 600,000 tokens/min}; empty when it does not count tokens. */
  static String phrase(Tokens tokens) {
    var perMinute = tokens.perMinute();
    return tokens.counts().equals("TOKENS") && perMinute != null ? perMinute(perMinute) : "";
  }

  private static String perMinute(double tokens) {
    return Figures.count(rounded(tokens)) + " tokens/min";
  }

  /** To four digits, which is more than is known. */
  private static long rounded(double tokens) {
    double unit = tokens > 0 ? Math.pow(10, Math.max(0, Math.floor(Math.log10(tokens)) - 3)) : 1;
    return Math.round(Math.rint(tokens / unit) * unit);
  }

  private static String cost(Tokens tokens) {
    return isConstant(tokens)
        ? Figures.quantity(tokens.perRequest()) + " tokens each"
        : Figures.quantity(tokens.perRequest()) + " tokens a request on average";
  }

  private static String range(Tokens tokens) {
    return isConstant(tokens)
        ? Figures.quantity(tokens.perRequest()) + " tokens"
        : "%s to %s tokens"
            .formatted(Figures.quantity(tokens.least()), Figures.quantity(tokens.most()));
  }

  private static String told(Tokens tokens) {
    var byTokens = tokens.explainedByTokens();
    return byTokens == null
        ? ""
        : "; tokens predict %s of its decisions, the number of requests %s"
            .formatted(Figures.share(byTokens), Figures.share(tokens.explainedByRequests()));
  }

  private static boolean isConstant(Tokens tokens) {
    return tokens.most() - tokens.least() <= 1e-9 * tokens.most();
  }
}
