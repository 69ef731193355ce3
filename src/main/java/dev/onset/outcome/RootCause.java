package dev.onset.outcome;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The innermost cause of a failure, as the text that {@link Ending.Unanswered} carries. */
public final class RootCause {

  private RootCause() {}

  /**
   * Class and message of the innermost cause of {@code failure}, in the form {@code
   * java.net.ConnectException: Connection refused}; the class alone when there is no message. A
   * chain of causes that leads back into itself ends where it would start again.
   */
  public static String describe(Throwable failure) {
    Throwable root = of(failure);
    String message = root.getMessage();
    String type = root.getClass().getName();
    return message == null || message.isBlank() ? type : type + ": " + message;
  }

  private static Throwable of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable root = failure;
    seen.add(root);
    @Nullable Throwable cause = root.getCause();
    while (cause != null && seen.add(cause)) {
      root = cause;
      cause = root.getCause();
    }
    return root;
  }
}
