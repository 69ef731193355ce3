package dev.onset.sandbox;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of all connections are answered; for the worker's thread, but for the counts.
 */
final class Gateway {
  private final RateLimiter limiter;
  private final @Nullable TokenGate tokens;
  private final LongSupplier epochNanos;
  private final @Nullable Declaration declaration;
  private final NoiseSource noise;
  private final Backend backend;
  private final Condition condition;
  private final LargeReplies replies;
  private final Reply rejected;
  private final AtomicLong refused = new AtomicLong();

  Gateway(
      SandboxLimits limits,
      RateLimiter limiter,
      @Nullable TokenGate tokens,
      LongSupplier epochNanos) {
    this.limiter = limiter;
    this.tokens = tokens;
    this.epochNanos = epochNanos;
    this.declaration = limits.declaration();
    this.noise = new NoiseSource(limits.noise(), System.nanoTime());
    this.backend = new Backend(limits, noise, epochNanos);
    this.condition = new Condition(limits.causes(), epochNanos);
    this.replies = new LargeReplies(limits.causes().answers());
    this.rejected = Reply.rejected(limits.rejection());
  }

  /**
   * An answer.
   *
   * @param fields further fields, each with its line end
   * @param delayNanos time from now until it leaves
   * @param sent what to do when it leaves, or when the connection closes before
   */
  record Answer(Reply reply, String fields, long delayNanos, Runnable sent) {
    /** An answer without more ado. */
    static Answer atOnce(Reply reply, String fields) {
      return new Answer(reply, fields, 0, () -> {});
    }
  }

  Backend backend() {
    return backend;
  }

  Condition condition() {
    return condition;
  }

  long refused() {
    return refused.get();
  }

  NoiseSource noise() {
    return noise;
  }

  /** Answers a request that has come to its end. */
  Answer answer(Asked asked) {
    if (condition.isHealth(asked.target())) {
      return Answer.atOnce(condition.health(), "");
    }
    Answer answer = condition.arrive() ? Answer.atOnce(condition.outage(), "") : limited(asked);
    if (!answer.reply().isOk()) {
      condition.failed();
    }
    return answer;
  }

  /** Answers a request that is refused for what it is; it counts as one that came. */
  Answer refuse(Asked asked, Reply refusal) {
    if (condition.isHealth(asked.target())) {
      return Answer.atOnce(refusal, "");
    }
    refused.incrementAndGet();
    Reply reply = condition.arrive() ? condition.outage() : refusal;
    condition.failed();
    return Answer.atOnce(reply, "");
  }

  private Answer limited(Asked asked) {
    RateLimiter.Answer answer = limiter.ask(asked.key());
    Decision decision = answer.decision();
    String fields = declaration == null ? "" : declaration.fields(decision, epochNanos.getAsLong());
    if (!decision.admitted()) {
      return Answer.atOnce(rejected, fields);
    }
    if (tokens != null) {
      return charged(asked, answer, tokens, fields);
    }
    Reply ok = replies.to(asked);
    Backend.Outcome outcome = backend.take(decision.delayNanos(), ok, ok.wireBytes(fields, asked));
    return new Answer(
        outcome.reply(), fields + outcome.fields(), outcome.delayNanos(), answer.done());
  }

  /** Answers what the limiter of requests admits and that of tokens may not. */
  private Answer charged(Asked asked, RateLimiter.Answer answer, TokenGate gate, String fields) {
    TokenGate.Answer tokens = gate.ask(asked.key());
    String all = fields + gate.fields(tokens);
    if (!tokens.admitted()) {
      answer.done().run();
      return Answer.atOnce(gate.rejection(tokens), all);
    }
    Reply ok = TokenGate.completion(tokens.cost());
    Backend.Outcome outcome =
        backend.take(answer.decision().delayNanos(), ok, ok.wireBytes(all, asked));
    return new Answer(
        outcome.reply(),
        all + outcome.fields(),
        outcome.delayNanos(),
        () -> {
          answer.done().run();
          tokens.done().run();
        });
  }
}
