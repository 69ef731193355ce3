package dev.onset.feeder;

import java.util.Locale;

/** In which order requests take rows. */
public enum RowOrder {
  /** One after the other, and from the start again. */
  CIRCULAR,
  /** Any at any time. */
  RANDOM,
  /** One after the other, and none twice. */
  ONCE;

  /** The name in settings and records. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
