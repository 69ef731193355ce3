package dev.onset.gatling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The versions that a record names.
 *
 * @param onset of this program
 * @param gatling that it was built with
 */
record Versions(String onset, String gatling) {

  static Versions read() {
    var properties = new Properties();
    try (var in = Versions.class.getResourceAsStream("/dev/onset/version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        properties.getProperty("onset", "unknown"), properties.getProperty("gatling", "unknown"));
  }
}
