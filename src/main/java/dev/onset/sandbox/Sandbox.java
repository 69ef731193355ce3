package dev.onset.sandbox;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A running gateway on 127.0.0.1 that enforces its limits for real: it rejects requests beyond the
 * rate, and stops accepting connections at its capacity, which leaves the rest to the kernel.
 *
 * <p>Every method and path is answered 200 with a short JSON body. Two daemon threads do all the
 * work, one that accepts and one that answers. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
  private static final long STOP_SECONDS = 5;

  private final SandboxLimits limits;
  private final RateLimiter limiter;
  private final @Nullable TokenGate tokens;
  private final Backend backend;
  private final Gateway gateway;
  private final AcceptGate gate;
  private final MultiThreadIoEventLoopGroup acceptor = oneThread("onset-sandbox-acceptor");
  private final MultiThreadIoEventLoopGroup worker = oneThread("onset-sandbox-worker");
  private final Channel listener;
  private final int port;

  private Sandbox(SandboxLimits limits, LongSupplier epochNanos) {
    ConnectionLimit connections = limits.connections();
    this.limits = limits;
    this.limiter = new RateLimiter(limits.rate(), limits.noise().seed(), epochNanos);
    var tokenLimit = limits.tokens();
    this.tokens = tokenLimit == null ? null : new TokenGate(tokenLimit, epochNanos);
    this.gate =
        connections == null
            ? new AcceptGate(Integer.MAX_VALUE, 0)
            : new AcceptGate(connections.capacity(), connections.gapNanos());
    this.gateway = new Gateway(limits, limiter, tokens, epochNanos);
    this.backend = gateway.backend();
    HttpDecoderConfig decoder =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(RequestLimits.DECODED_BYTES)
            .setMaxHeaderSize(RequestLimits.DECODED_BYTES);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(acceptor, worker)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new ServerChannelRecvByteBufAllocator())
            .option(
                ChannelOption.SO_BACKLOG,
                connections == null ? NetUtil.SOMAXCONN : connections.backlog())
            .handler(gate)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel connection) {
                    connection
                        .pipeline()
                        .addLast(
                            new HttpRequestDecoder(decoder), new GatewayHandler(gateway, limits));
                  }
                })
            .bind(new InetSocketAddress(NetUtil.LOCALHOST4, 0))
            .awaitUninterruptibly();
    this.listener = bound.channel();
    if (!bound.isSuccess()) {
      close();
      throw new IllegalStateException(
          "the sandbox could not listen on a free port of 127.0.0.1; see the cause", bound.cause());
    }
    this.port = ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /**
   * Starts a gateway on a free port.
   *
   * @throws IllegalStateException if it cannot listen
   */
  public static Sandbox start(SandboxLimits limits) {
    return start(limits, new EpochClock());
  }

  /** Starts a gateway that goes by this clock, in nanoseconds since the epoch. */
  static Sandbox start(SandboxLimits limits, LongSupplier epochNanos) {
    return new Sandbox(limits, epochNanos);
  }

  /** The gateway's address, as {@code http://127.0.0.1:40000}. */
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The TCP port listened on, which stays known after closing. */
  public int port() {
    return port;
  }

  /** The limits in force. */
  public SandboxLimits limits() {
    return limits;
  }

  /** All limits in words, one a line, as this machine's kernel enforces them. */
  public List<String> describe() {
    return limits.describe(NetUtil.SOMAXCONN);
  }

  /** Requests admitted so far. */
  public long admitted() {
    return limiter.admitted() - rejectedForTokens();
  }

  /** Requests rejected so far. */
  public long rejected() {
    return limiter.rejected() + rejectedForTokens();
  }

  private long rejectedForTokens() {
    return tokens == null ? 0 : tokens.rejected();
  }

  /** Admitted requests so far that met a full queue or link, or a backend at its limit. */
  public long overloaded() {
    return backend.overloaded();
  }

  /** Admitted requests so far that failed by chance. */
  public long failed() {
    return backend.failed();
  }

  /** Requests so far that found the gateway down. */
  public long metOutage() {
    return gateway.condition().metOutage();
  }

  /** Requests so far that were refused for what they are, most of them as too large. */
  public long refused() {
    return gateway.refused();
  }

  /** Connections accepted and not closed yet; those in the kernel's queue do not count. */
  public int openConnections() {
    return gate.open();
  }

  /** Connections accepted so far. */
  public long acceptedConnections() {
    return gate.accepted();
  }

  /** Stops listening and closes all connections at once, without waiting for responses due. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    // An event loop without a quiet period may end before it has closed its channels.
    gate.closeConnections().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    // The worker first: every connection it closes is reported to the acceptor's thread.
    stop(worker);
    stop(acceptor);
  }

  private static void stop(MultiThreadIoEventLoopGroup group) {
    group
        .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
  }

  private static MultiThreadIoEventLoopGroup oneThread(String name) {
    return new MultiThreadIoEventLoopGroup(
        1, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
  }
}
