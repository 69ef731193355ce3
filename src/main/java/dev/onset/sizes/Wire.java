package dev.onset.sizes;

import dev.onset.request.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a study of sizes does to the world outside. */
public interface Wire {

  /** Writes a request to a connection of its own, and says what came back. */
  Reply send(byte[] request) throws InterruptedException;

  /** Lets time pass between two requests. */
  void pause(Duration time) throws InterruptedException;

  /** Why to stop now, or null. */
  @Nullable String calledOff();
}
