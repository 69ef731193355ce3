package dev.onset.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.onset.sandbox.Reply.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The responses of one connection that wait for their time. They leave in the order of their
 * requests, so one that is due earlier waits for those ahead of it, and none leaves in a stall. For
 * the worker's thread only.
 */
final class Responses {
  private static final long LINGER_SECONDS = 2;

  private final NoiseSource noise;
  private final Queue<Response> waiting = new ArrayDeque<>();

  Responses(NoiseSource noise) {
    this.noise = noise;
  }

  /**
   * A response to come.
   *
   * @param sent what to do when it leaves, or when the connection closes before
   */
  record Response(
      Reply reply,
      String fields,
      boolean withBody,
      Persistence persistence,
      long dueNanos,
      Runnable sent) {}

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Writes the response when it is due; the caller flushes what is written at once. */
  void add(ChannelHandlerContext context, Response response) {
    boolean first = waiting.isEmpty();
    if (first && waitNanos(response) == 0) {
      write(context, response);
      return;
    }
    waiting.add(response);
    if (first) {
      await(context, response);
    }
  }

  /** Forgets all responses, as nobody is there to read them any more. */
  void clear() {
    for (Response response : waiting) {
      response.sent().run();
    }
    waiting.clear();
  }

  private void await(ChannelHandlerContext context, Response head) {
    var unused =
        context.executor().schedule(() -> writeDue(context), waitNanos(head), TimeUnit.NANOSECONDS);
  }

  private long waitNanos(Response head) {
    long now = System.nanoTime();
    long wait = head.dueNanos() - now;
    return wait > 0 ? wait : noise.heldNanos(now);
  }

  private void writeDue(ChannelHandlerContext context) {
    Response head = waiting.peek();
    while (head != null && waitNanos(head) == 0) {
      waiting.remove();
      write(context, head);
      head = waiting.peek();
    }
    context.flush();
    if (head != null) {
      await(context, head);
    }
  }

  /** The bytes are laid out only now: a response that never leaves holds no buffer. */
  private static void write(ChannelHandlerContext context, Response response) {
    ByteBuf bytes =
        response
            .reply()
            .toBytes(
                context.alloc(), response.fields(), response.withBody(), response.persistence());
    var unused =
        switch (response.persistence()) {
          case CLOSED -> context.write(bytes).addListener(ChannelFutureListener.CLOSE);
          case LINGERING -> context.write(bytes).addListener(written -> linger(context));
          case KEPT, KEPT_ON_REQUEST -> context.write(bytes, context.voidPromise());
        };
    response.sent().run();
  }

  private static void linger(ChannelHandlerContext context) {
    if (context.channel() instanceof DuplexChannel connection) {
      var unused = connection.shutdownOutput();
    }
    var unused = context.executor().schedule(() -> close(context), LINGER_SECONDS, SECONDS);
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }
}
