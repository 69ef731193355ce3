package dev.onset.sandbox;

import dev.onset.sandbox.Reply.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The responses of one connection that wait for their time. They leave in the order of their
 * requests, so one that is due earlier waits for those ahead of it. For the connection's own thread
 * only.
 */
final class Responses {
  private final Queue<Response> waiting = new ArrayDeque<>();

  /**
   * A response to come.
   *
   * @param sent what to do when it leaves, or when the connection closes before
   */
  record Response(
      Reply reply,
      Decision decision,
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
    if (first && response.dueNanos() - System.nanoTime() <= 0) {
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
        context
            .executor()
            .schedule(
                () -> writeDue(context),
                Math.max(0, head.dueNanos() - System.nanoTime()),
                TimeUnit.NANOSECONDS);
  }

  private void writeDue(ChannelHandlerContext context) {
    Response head = waiting.peek();
    while (head != null && head.dueNanos() - System.nanoTime() <= 0) {
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
                context.alloc(), response.decision(), response.withBody(), response.persistence());
    if (response.persistence() == Persistence.CLOSED) {
      context.write(bytes).addListener(ChannelFutureListener.CLOSE);
    } else {
      var unused = context.write(bytes, context.voidPromise());
    }
    response.sent().run();
  }
}
