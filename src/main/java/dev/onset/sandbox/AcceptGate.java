package dev.onset.sandbox;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The gate of a listening channel: accepts a connection only while fewer than the capacity are
 * open, and no sooner after the one before than it is told to.
 *
 * <p>The channel must not read by itself and must accept one connection per read. All changes
 * happen on the channel's own thread, so the capacity is never exceeded; the counts can be read
 * from any thread.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {
  private final int capacity;
  private final long gapNanos;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong accepted = new AtomicLong();
  private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
  private long earliestNanos = System.nanoTime();
  private boolean waiting;

  /**
   * A gate.
   *
   * @param gapNanos time from one accepted connection to the next, at the least
   */
  AcceptGate(int capacity, long gapNanos) {
    this.capacity = capacity;
    this.gapNanos = gapNanos;
  }

  int open() {
    return open.get();
  }

  long accepted() {
    return accepted.get();
  }

  /** Closes all open connections; to be called once the listening channel is closed. */
  ChannelGroupFuture closeConnections() {
    return connections.close();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.fireChannelActive();
    acceptNext(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel connection = (Channel) message;
    connections.add(connection);
    open.incrementAndGet();
    accepted.incrementAndGet();
    // From when it was allowed, not from now: a late thread does not lower the rate, and whoever
    // was
    // idle may not make up for it.
    earliestNanos = Math.max(earliestNanos, System.nanoTime() - gapNanos) + gapNanos;
    connection
        .closeFuture()
        .addListener(closed -> context.executor().execute(() -> release(context)));
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    acceptNext(context);
  }

  private void release(ChannelHandlerContext context) {
    open.decrementAndGet();
    acceptNext(context);
  }

  /** Asks for one more connection; asking again before it came changes nothing. */
  private void acceptNext(ChannelHandlerContext context) {
    if (open.get() >= capacity || !context.channel().isActive() || waiting) {
      return;
    }
    long aheadNanos = gapNanos == 0 ? 0 : earliestNanos - System.nanoTime();
    if (aheadNanos <= 0) {
      context.read();
      return;
    }
    waiting = true;
    var unused =
        context
            .executor()
            .schedule(
                () -> {
                  waiting = false;
                  acceptNext(context);
                },
                aheadNanos,
                TimeUnit.NANOSECONDS);
  }
}
