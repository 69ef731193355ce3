package dev.onset.sandbox;

import dev.onset.sandbox.Reply.Persistence;
import dev.onset.sandbox.Responses.Response;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection's side of the gateway: asks it per request and answers in order. */
final class GatewayHandler extends ChannelInboundHandlerAdapter {
  private static final ByteBuf PROCEED =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));

  private final Gateway gateway;
  private final RequestCheck check;
  private final Scope scope;
  private final Responses responses;

  /** The request under way. */
  private Asked asked = Asked.NOTHING;

  /** Set once the last response is under way; whatever the caller still sends is dropped. */
  private boolean closing;

  /** Bytes of its body so far. */
  private long bodyBytes;

  GatewayHandler(Gateway gateway, SandboxLimits limits) {
    this.gateway = gateway;
    this.check = new RequestCheck(limits.causes().request());
    this.scope = limits.scope();
    this.responses = new Responses(gateway.noise());
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
      Reply refusal = refusal(message);
      if (refusal != null) {
        send(context, refused(message, refusal), Persistence.LINGERING);
        return;
      }
      if (message instanceof HttpRequest request) {
        proceed(context, request);
      }
      if (message instanceof LastHttpContent) {
        send(context, gateway.answer(asked), asked.persistence());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    asked =
        new Asked(
            key(context, request),
            request.uri(),
            !HttpMethod.HEAD.equals(request.method()),
            persistence(request),
            Asked.acceptsGzip(request.headers().getAll(HttpHeaderNames.ACCEPT_ENCODING)));
    bodyBytes = 0;
  }

  private void proceed(ChannelHandlerContext context, HttpRequest request) {
    // Ahead of a response that is still due it would be taken for that one's.
    if (responses.isEmpty() && HttpUtil.is100ContinueExpected(request)) {
      var unused = context.write(PROCEED.duplicate(), context.voidPromise());
    }
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

  private static Persistence persistence(HttpRequest request) {
    if (!HttpUtil.isKeepAlive(request)) {
      return Persistence.CLOSED;
    }
    return HttpVersion.HTTP_1_0.equals(request.protocolVersion())
        ? Persistence.KEPT_ON_REQUEST
        : Persistence.KEPT;
  }

  /** The refusal of a part of a request, or null if it is taken. */
  private @Nullable Reply refusal(Object message) {
    // What the decoder made out by the time it gave up may lack the end of the request.
    if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
      return RequestCheck.ofUndecoded(part.decoderResult().cause());
    }
    if (message instanceof HttpRequest request) {
      return check.ofHead(request);
    }
    if (message instanceof HttpContent part) {
      bodyBytes += part.content().readableBytes();
      return check.ofBody(bodyBytes);
    }
    return null;
  }

  private Gateway.Answer refused(Object message, Reply refusal) {
    boolean made = ((HttpObject) message).decoderResult().isSuccess();
    return made || !RequestCheck.isMalformed(refusal)
        ? gateway.refuse(asked, refusal)
        : Gateway.Answer.atOnce(refusal, "");
  }

  private void send(ChannelHandlerContext context, Gateway.Answer answer, Persistence persistence) {
    closing = persistence.closes();
    long due = System.nanoTime() + answer.delayNanos();
    responses.add(
        context,
        new Response(
            answer.reply(), answer.fields(), asked.withBody(), persistence, due, answer.sent()));
  }

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
}
