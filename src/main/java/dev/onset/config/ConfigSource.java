package dev.onset.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads configuration text; what cannot be read is reported like any other mistake. */
final class ConfigSource {

  /** An error text up to its first quotation of more than one character, which may be a secret. */
  private static final Pattern BEFORE_QUOTATION = Pattern.compile("(?s)^(?:[^'\"]|'.')*");

  private ConfigSource() {}

  /** What {@link ConfigFactory#load()} gives, read anew. */
  static Config ofProcess() {
    requireFile(System.getProperty("config.file"));
    try {
      ConfigFactory.invalidateCaches();
      return ConfigFactory.load();
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  /**
   * Notes system properties that are a value and a group at once, such as {@code onset.rate} next
   * to {@code onset.rate.max}: the parser drops the value without a word.
   */
  static void refuseShadowed(Collection<String> names, Problems problems) {
    var sorted = new TreeSet<>(names);
    for (var name : sorted) {
      var longer = sorted.ceiling(name + ".");
      if (name.matches("onset(\\..*)?") && longer != null && longer.startsWith(name + ".")) {
        problems.addOpaque(
            name,
            ConfigValueFactory.fromAnyRef(System.getProperty(name, ""), "system properties"),
            "This key cannot have a value of its own next to " + longer + ".",
            "Remove one of the two.");
      }
    }
  }

  /** The text under a key; empty when it is not set. */
  static String text(Config config, String key) {
    try {
      return config.hasPath(key) ? config.getString(key) : "";
    } catch (ConfigException e) {
      throw unreadable(e);
    }
  }

  private static void requireFile(@Nullable String name) {
    if (name == null) {
      return;
    }
    Path file;
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw noFile(name, "Not a path: " + e.getReason() + ".");
    }
    if (!Files.exists(file)) {
      throw noFile(name, "There is no such file: " + file.toAbsolutePath() + ".");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw noFile(name, "Not a readable file: " + file.toAbsolutePath() + ".");
    }
  }

  private static InvalidConfiguration noFile(String name, String rule) {
    return new InvalidConfiguration(
        List.of(
            new Problem(
                "config.file",
                name,
                Origins.SYSTEM_PROPERTY,
                rule,
                "Check the spelling and the folder it is relative to.")));
  }

  /** The mistake behind an exception of the parser. */
  static InvalidConfiguration unreadable(ConfigException e) {
    var message = e.getMessage() == null ? "" : e.getMessage();
    var origin = e.origin() == null ? "" : Origins.text(e.origin());
    if (e.origin() != null && message.startsWith(e.origin().description() + ": ")) {
      message = message.substring(e.origin().description().length() + 2);
    }
    var matcher = BEFORE_QUOTATION.matcher(message);
    var safe = matcher.find() ? matcher.group() : "";
    if (safe.length() < message.length()) {
      safe += "…";
    }
    var advice =
        e instanceof ConfigException.UnresolvedSubstitution
            ? "What stands in ${} is a key, or a variable of the environment: set it, as in export"
                + " NAME='…'."
            : "Look at that line: quotes around text with special characters, closing braces,"
                + " references to keys that exist.";
    return new InvalidConfiguration(
        List.of(
            new Problem(
                "the configuration",
                "",
                origin,
                "Cannot be read: " + safe.strip(),
                "\n     " + advice)));
  }
}
