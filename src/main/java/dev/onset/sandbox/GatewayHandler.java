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

/** One connection's side of the gateway: asks it per request and answers in order. */
final class GatewayHandler extends ChannelInboundHandlerAdapter {
  private static final ByteBuf PROCEED =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));
  private static final Reply MALFORMED = Reply.malformed();

  private final Gateway gateway;
  private final Scope scope;
  private final Responses responses;

  /** The request under way. */
  private Asked asked = Asked.NOTHING;

  /** Set once the last response is under way; whatever the caller still sends is dropped. */
  private boolean closing;

  GatewayHandler(Gateway gateway, Scope scope) {
    this.gateway = gateway;
    this.scope = scope;
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
      if (malformed(message)) {
        send(context, Gateway.Answer.atOnce(MALFORMED, ""), Persistence.CLOSED);
      } else if (message instanceof LastHttpContent) {
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
            persistence(request));
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

  /** Whether the decoder gave up; what it made out by then may lack the end of the request. */
  private static boolean malformed(Object message) {
    return message instanceof HttpObject part && part.decoderResult().isFailure();
  }

  private void send(ChannelHandlerContext context, Gateway.Answer answer, Persistence persistence) {
    closing = persistence == Persistence.CLOSED;
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
