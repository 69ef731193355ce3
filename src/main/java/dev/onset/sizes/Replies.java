package dev.onset.sizes;

import dev.onset.request.Reply;
import org.jspecify.annotations.Nullable;

/** Replies in the form in which they are kept. */
final class Replies {

  private Replies() {}

  /** The words of the record for how a request was refused. */
  static String how(Reply reply) {
    if (reply instanceof Reply.Answered) {
      return "STATUS";
    }
    if (reply instanceof Reply.Closed closed) {
      return closed.reset() ? "RESET" : "CLOSED";
    }
    return "NO_ANSWER";
  }

  static @Nullable Integer status(Reply reply) {
    return reply instanceof Reply.Answered answer ? answer.status() : null;
  }

  /** What came back, verbatim as far as anything did. */
  static String words(Reply reply) {
    if (reply instanceof Reply.Answered answer) {
      return answer.text();
    }
    if (reply instanceof Reply.Closed closed) {
      return closed.text();
    }
    if (reply instanceof Reply.Silent silent) {
      return "no answer within %d ms".formatted(silent.waited().toMillis());
    }
    return ((Reply.Unconnected) reply).text();
  }
}
