package dev.onset.config;

import com.typesafe.config.ConfigValue;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.request.Body;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings in force as a record keeps them: secrets masked, each with where it was set. */
final class Effective {

  private static final String TARGET = "onset.target.";

  /** Longer bodies are recorded by their length and hash. */
  private static final int SHOWN_BYTES = 2_000;

  private Effective() {}

  /** Every key with its value; what a curl file says stands in the place of what it replaces. */
  static List<Setting> of(
      SortedMap<String, ConfigValue> given, String runId, TargetSettings target) {
    var settings = new TreeMap<String, Setting>();
    given.forEach(
        (key, value) -> {
          var text = key.equals("onset.run-id") ? runId : Given.text(value);
          put(settings, key, text, Origins.text(value.origin()));
        });
    var curlFile = given.get(CurlTarget.KEY);
    if (curlFile != null && !Given.text(curlFile).isEmpty()) {
      fromCurl(settings, target, Given.text(curlFile));
    }
    return new ArrayList<>(settings.values());
  }

  private static void put(
      SortedMap<String, Setting> settings, String key, String value, String origin) {
    settings.put(key, new Setting(key, Secrets.masked(key, value), origin));
  }

  private static void fromCurl(
      SortedMap<String, Setting> settings, TargetSettings target, String file) {
    put(settings, TARGET + "base-url", String.valueOf(target.baseUrl()), file);
    put(settings, TARGET + "method", target.method(), file);
    put(settings, TARGET + "path", target.path(), file);
    put(settings, TARGET + "body", shown(target.body()), file);
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var header : target.headers().list()) {
      values.merge(header.name(), header.value(), (one, other) -> one + ", " + other);
    }
    values.forEach((name, value) -> put(settings, TARGET + "headers." + name, value, file));
  }

  private static String shown(Body body) {
    var text = body.text();
    if (text.isPresent() && body.length() <= SHOWN_BYTES) {
      return text.get();
    }
    // Its words decide whether it is masked; the hash tells two bodies apart.
    return Secrets.masked("body", text.orElse("")).startsWith(Secrets.MASK)
        ? "%s (%d bytes)".formatted(Secrets.MASK, body.length())
        : "%d bytes, SHA-256 %s".formatted(body.length(), hash(body));
  }

  private static String hash(Body body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(body.bytes());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
