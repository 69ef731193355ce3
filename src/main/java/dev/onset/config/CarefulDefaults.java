package dev.onset.config;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lower ceilings for a target that is not on this host: others may depend on it, or have to answer
 * for it. They hold for the keys that are not set; setting a key raises it. Pure.
 */
final class CarefulDefaults {

  /** Where such a value comes from, as origins are told. */
  static final String ORIGIN = "default for a target off this host";

  private static final Map<String, String> CEILINGS =
      Map.of(
          "onset.rate.max", "100",
          "onset.connection-rate.max", "20",
          "onset.concurrency.max", "100",
          "onset.budget.duration", "5m",
          "onset.budget.rejected", "1000");

  private CarefulDefaults() {}

  /**
   * The values, with the lower ceilings in place of the usual defaults where the target is off this
   * host.
   *
   * @param baseUrl of the target; null for the sandbox, which is on this host
   */
  static SortedMap<String, ConfigValue> over(
      SortedMap<String, ConfigValue> given, @Nullable URI baseUrl) {
    if (baseUrl == null || isOnThisHost(baseUrl)) {
      return given;
    }
    var careful = new TreeMap<>(given);
    CEILINGS.forEach(
        (key, value) ->
            careful.computeIfPresent(
                key,
                (k, usual) ->
                    Origins.text(usual.origin()).equals(Origins.DEFAULT)
                        ? ConfigValueFactory.fromAnyRef(value, ORIGIN)
                        : usual));
    return Collections.unmodifiableSortedMap(careful);
  }

  /**
   * Whether a URL's host is this one by its very name. Names that only a name server knows are
   * taken for another's: settings are read before anything is asked of any network.
   */
  static boolean isOnThisHost(URI url) {
    var host = url.getHost();
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.toLowerCase(Locale.ROOT).endsWith(".localhost")
            || host.matches("127(\\.\\d{1,3}){3}")
            || host.matches("\\[(::|(0{1,4}:){7})0{0,3}1]"));
  }
}
