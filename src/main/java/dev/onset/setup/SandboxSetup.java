package dev.onset.setup;

import dev.onset.config.SandboxSettings;
import dev.onset.sandbox.Algorithm;
import dev.onset.sandbox.Capacity;
import dev.onset.sandbox.ConnectionLimit;
import dev.onset.sandbox.Dialect;
import dev.onset.sandbox.Noise;
import dev.onset.sandbox.RateLimit;
import dev.onset.sandbox.Rejection;
import dev.onset.sandbox.SandboxLimits;
import dev.onset.sandbox.Scope;
import dev.onset.sandbox.TokenLimit;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the configuration's words to the sandbox's limits. */
public final class SandboxSetup {

  private SandboxSetup() {}

  /** The limits that the settings describe. */
  public static SandboxLimits limits(SandboxSettings settings) {
    var limit = settings.rateLimit();
    var connections = settings.connections();
    var noise = settings.noise();
    var rate = rate(limit);
    return new SandboxLimits(
        rate,
        new Scope(named(Scope.Kind.values(), Scope.Kind::slug, limit.scope()), limit.scopeHeader()),
        limit.refusal().declaredFactor(),
        rejection(limit.refusal(), rate),
        new ConnectionLimit(connections.capacity(), connections.backlog(), connections.perSecond()),
        settings.responseTime(),
        capacity(settings.capacity()),
        new Noise(
            noise.stallEvery(), noise.stall(), noise.jitter(), noise.errorShare(), noise.seed()),
        tokens(settings.tokens()),
        CausesSetup.causes(settings.causes()));
  }

  private static @Nullable RateLimit rate(SandboxSettings.RateLimit limit) {
    return limit.algorithm().equals("none")
        ? null
        : new RateLimit(
            named(Algorithm.values(), Algorithm::slug, limit.algorithm()),
            limit.requestsPerSecond(),
            limit.burst(),
            limit.window());
  }

  /** What the dialect has, but for what is configured. */
  private static Rejection rejection(SandboxSettings.Refusal refusal, @Nullable RateLimit rate) {
    var dialect = named(Dialect.values(), Dialect::slug, refusal.dialect());
    var usual = dialect.rejection(rate);
    var status = refusal.status();
    var body = refusal.body();
    var contentType = refusal.contentType();
    var declared = refusal.standardHeaders();
    return new Rejection(
        status == null ? usual.status() : status,
        refusal.headers(),
        body == null ? usual.body() : body,
        contentType == null ? usual.contentType() : contentType,
        declared == null ? usual.fields() : dialect.fields(declared));
  }

  private static @Nullable TokenLimit tokens(SandboxSettings.Tokens tokens) {
    return tokens.most() == 0
        ? null
        : new TokenLimit(
            tokens.perMinute(),
            named(TokenLimit.Way.values(), TokenLimit.Way::slug, tokens.algorithm()),
            tokens.window(),
            tokens.burst(),
            tokens.least(),
            tokens.most(),
            named(TokenLimit.Charge.values(), TokenLimit.Charge::slug, tokens.charge()),
            tokens.seed(),
            tokens.status());
  }

  private static @Nullable Capacity capacity(SandboxSettings.Capacity capacity) {
    return capacity.requestsPerSecond() == 0
        ? null
        : new Capacity(capacity.requestsPerSecond(), capacity.queue(), capacity.recovery());
  }

  private static <T> T named(T[] choices, Function<T, String> name, String wanted) {
    return Arrays.stream(choices)
        .filter(choice -> name.apply(choice).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the sandbox has no " + wanted));
  }
}
