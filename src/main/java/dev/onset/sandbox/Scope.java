package dev.onset.sandbox;

import java.util.Locale;

/**
 * Who shares a limit.
 *
 * @param kind what tells callers apart
 * @param header the request header whose value is the credential; requests without it share one
 */
public record Scope(Kind kind, String header) {

  /** What tells callers apart. */
  public enum Kind {
    /** Nothing: one limit for all. */
    GLOBAL,
    /** The value of a header. */
    CREDENTIAL,
    /** The caller's IP address. */
    ADDRESS;

    /** The name in a configuration. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One limit for all. */
  public static Scope global() {
    return new Scope(Kind.GLOBAL, "Authorization");
  }

  /** The scope in words. */
  String describe() {
    return switch (kind) {
      case GLOBAL -> "one limit for all callers";
      case CREDENTIAL -> "one limit for each value of the header " + header;
      case ADDRESS -> "one limit for each address";
    };
  }
}
