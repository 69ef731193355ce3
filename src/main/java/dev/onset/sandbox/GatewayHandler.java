package dev.onset.sandbox;

import dev.onset.sandbox.Reply.Persistence;
import dev.onset.sandbox.Responses.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One connection's side of the gateway: asks the limiter per request and answers in order. */
final class GatewayHandler extends ChannelInboundHandlerAdapter {
  private final Shared shared;
  private boolean withBody = true;
  private Persistence persistence = Persistence.KEPT;

  /** Set once the last response is under way; whatever the caller still sends is dropped. */
  private boolean closing;

  private final Responses responses;

  /** What the request under way is counted under. */
  private String key = "";

  GatewayHandler(Shared shared) {
    this.shared = shared;
    this.responses = new Responses(shared.noise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (closing) {
        return;
      }
      if (message instanceof HttpRequest request) {
        begin(context, request);
      }
      if (malformed(message)) {
        refuse(context);
      } else if (message instanceof LastHttpContent) {
        answer(context);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    key = shared.key(context, request);
    withBody = !HttpMethod.HEAD.equals(request.method());
    if (!HttpUtil.isKeepAlive(request)) {
      persistence = Persistence.CLOSED;
    } else if (HttpVersion.HTTP_1_0.equals(request.protocolVersion())) {
      persistence = Persistence.KEPT_ON_REQUEST;
    } else {
      persistence = Persistence.KEPT;
    }
    // Ahead of a response that is still due it would be taken for that one's.
    if (responses.isEmpty() && HttpUtil.is100ContinueExpected(request)) {
      var unused = context.write(shared.proceed.duplicate(), context.voidPromise());
    }
  }

  /** Whether the decoder gave up; what it made out by then may lack the end of the request. */
  private static boolean malformed(Object message) {
    return message instanceof HttpObject part && part.decoderResult().isFailure();
  }

  private void refuse(ChannelHandlerContext context) {
    persistence = Persistence.CLOSED;
    send(context, shared.malformed, "", 0, GatewayHandler::nothing);
  }

  private void answer(ChannelHandlerContext context) {
    RateLimiter.Answer answer = shared.limiter.ask(key);
    Decision decision = answer.decision();
    String fields = shared.fields(decision);
    if (decision.admitted() && shared.tokens != null) {
      answer(context, answer, shared.tokens, fields);
    } else if (decision.admitted()) {
      Backend.Outcome outcome = shared.backend.take(decision.delayNanos());
      send(context, outcome.reply(), fields, outcome.delayNanos(), answer.done());
    } else {
      send(context, shared.rejected, fields, 0, GatewayHandler::nothing);
    }
  }

  /** Answers what the limiter of requests admits and that of tokens may not. */
  private void answer(
      ChannelHandlerContext context, RateLimiter.Answer answer, TokenGate gate, String fields) {
    TokenGate.Answer tokens = gate.ask(key);
    String all = fields + gate.fields(tokens);
    if (!tokens.admitted()) {
      answer.done().run();
      send(context, gate.rejection(tokens), all, 0, GatewayHandler::nothing);
      return;
    }
    Backend.Outcome outcome = shared.backend.take(answer.decision().delayNanos());
    Reply reply = outcome.reply().isOk() ? TokenGate.completion(tokens.cost()) : outcome.reply();
    send(
        context,
        reply,
        all,
        outcome.delayNanos(),
        () -> {
          answer.done().run();
          tokens.done().run();
        });
  }

  private void send(
      ChannelHandlerContext context, Reply reply, String fields, long delayNanos, Runnable sent) {
    closing = persistence == Persistence.CLOSED;
    long due = System.nanoTime() + delayNanos;
    responses.add(context, new Response(reply, fields, withBody, persistence, due, sent));
  }

  private static void nothing() {}

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    responses.clear();
    context.fireChannelInactive();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A caller that resets its connection is nothing to report: the caller knows.
    var unused = context.close();
  }

  /** What all connections of a sandbox share. */
  static final class Shared {
    private final RateLimiter limiter;
    private final @Nullable TokenGate tokens;
    private final LongSupplier epochNanos;
    private final Scope scope;
    private final @Nullable Declaration declaration;
    private final NoiseSource noise;
    private final Backend backend;
    private final Reply rejected;
    private final Reply malformed = Reply.malformed();
    private final ByteBuf proceed =
        Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));

    Shared(
        SandboxLimits limits,
        RateLimiter limiter,
        @Nullable TokenGate tokens,
        LongSupplier epochNanos) {
      this.limiter = limiter;
      this.tokens = tokens;
      this.epochNanos = epochNanos;
      this.scope = limits.scope();
      this.declaration = limits.declaration();
      this.noise = new NoiseSource(limits.noise(), System.nanoTime());
      this.backend = new Backend(limits, noise, epochNanos);
      this.rejected = Reply.rejected(limits.rejection());
    }

    Backend backend() {
      return backend;
    }

    private String key(ChannelHandlerContext context, HttpRequest request) {
      return switch (scope.kind()) {
        case GLOBAL -> "";
        case CREDENTIAL -> {
          String credential = request.headers().get(scope.header());
          yield credential == null ? "" : credential;
        }
        case ADDRESS ->
            context.channel().remoteAddress() instanceof InetSocketAddress caller
                ? caller.getAddress().getHostAddress()
                : "";
      };
    }

    private String fields(Decision decision) {
      return declaration == null ? "" : declaration.fields(decision, epochNanos.getAsLong());
    }
  }
}
