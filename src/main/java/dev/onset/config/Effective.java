package dev.onset.config;

import com.typesafe.config.ConfigValue;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.request.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings in force as a record keeps them: secrets masked, each with where it was set. */
final class Effective {

  private static final String TARGET = "onset.target.";
  private static final String BODY = TARGET + "body";

  /** Longer bodies are recorded by their length and hash. */
  private static final int SHOWN_BYTES = 2_000;

  private final Secrets secrets;
  private final Masking masking;
  private final SortedMap<String, Setting> settings = new TreeMap<>();

  private Effective(Secrets secrets, Masking masking) {
    this.secrets = secrets;
    this.masking = masking;
  }

  /** Every key with its value; what a curl file says stands in the place of what it replaces. */
  static List<Setting> of(
      SortedMap<String, ConfigValue> given,
      String runId,
      TargetSettings target,
      Secrets secrets,
      Masking masking) {
    return new Effective(secrets, masking).settings(given, runId, target);
  }

  private List<Setting> settings(
      SortedMap<String, ConfigValue> given, String runId, TargetSettings target) {
    given.forEach(
        (key, value) -> {
          var text =
              switch (key) {
                case "onset.run-id" -> runId;
                case BODY -> shown(target.body());
                default -> Given.text(value);
              };
          put(key, text, Origins.text(value.origin()));
        });
    var curlFile = given.get(CurlTarget.KEY);
    if (curlFile != null && !Given.text(curlFile).isEmpty()) {
      fromCurl(target, Given.text(curlFile));
    }
    var feed = target.feed();
    if (feed != null) {
      put(FeedLoader.FILE, feed.shown(), feed.file());
    }
    return new ArrayList<>(settings.values());
  }

  private void put(String key, String value, String origin) {
    settings.put(key, new Setting(key, masking.apply(secrets.masked(key, value)), origin));
  }

  /** What the other keys would say of the same request, so that the two compare. */
  private void fromCurl(TargetSettings target, String file) {
    put(TARGET + "base-url", String.valueOf(target.baseUrl()), file);
    put(TARGET + "method", target.method(), file);
    put(TARGET + "path", target.path(), file);
    put(BODY, shown(target.body()), file);
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (var header : target.headers().list()) {
      boolean replaced = !target.credentials().isEmpty() && header.is(target.identityHeader());
      if (!replaced && !CurlTarget.isImplied(header, target)) {
        values.merge(header.name(), header.value(), (one, other) -> one + ", " + other);
      }
    }
    values.forEach((name, value) -> put(TARGET + "headers." + name, value, file));
  }

  private String shown(Body body) {
    var text = body.text();
    if (text.isPresent() && body.length() <= SHOWN_BYTES) {
      return text.get();
    }
    // Its words decide whether it is masked; the hash tells two bodies apart.
    return secrets.masked("body", text.orElse("")).startsWith(Secrets.MASK)
        ? "%s (%d bytes)".formatted(Secrets.MASK, body.length())
        : "%d bytes, SHA-256 %s".formatted(body.length(), Contents.sha256(body.bytes()));
  }
}
