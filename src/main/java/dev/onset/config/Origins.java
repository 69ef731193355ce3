package dev.onset.config;

import com.typesafe.config.ConfigOrigin;

/** Where values were set, in words. */
final class Origins {

  static final String DEFAULT = "default";
  static final String SYSTEM_PROPERTY = "system property";

  private Origins() {}

  /**
   * {@code default} for the reference configuration, {@code system property}, or a file or resource
   * name with the line: {@code my.conf:12}.
   */
  static String text(ConfigOrigin origin) {
    var description = origin.description();
    if (description.startsWith("reference.conf")) {
      return DEFAULT;
    }
    if (description.startsWith("system properties")) {
      return SYSTEM_PROPERTY;
    }
    var place = origin.filename();
    if (origin.resource() != null) {
      place = origin.resource();
    } else if (place == null && origin.url() != null) {
      place = origin.url().toString();
    }
    if (place == null) {
      return description;
    }
    return origin.lineNumber() > 0 ? place + ":" + origin.lineNumber() : place;
  }
}
