package dev.onset.gatling;

import org.jspecify.annotations.Nullable;

/** Says why nothing could be measured. Its text is for the user; it carries no stack trace. */
public final class NoMeasurement extends RuntimeException {

  NoMeasurement(String message) {
    this(message, null);
  }

  NoMeasurement(String message, @Nullable Throwable cause) {
    super(message, cause, false, cause != null);
  }
}
