package dev.onset.limiter;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a response asks its caller to stay away.
 *
 * <p>{@code Retry-After} in seconds (RFC 9110, 10.2.3) comes first, then the {@code t} parameter of
 * {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-10), the longest where there are several.
 * Dates and anything malformed are ignored.
 */
public final class DeclaredWait {

  private static final Pattern SECONDS = Pattern.compile("\\d{1,7}");
  private static final Pattern T_PARAMETER = Pattern.compile(";\\s*t=(\\d{1,7})(?![\\d.])");

  private DeclaredWait() {}

  /**
   * The wait in seconds, or null when the response declares none.
   *
   * @param headers response headers, names in lower case
   */
  public static @Nullable Double seconds(Map<String, String> headers) {
    var retryAfter = headers.get("retry-after");
    if (retryAfter != null && SECONDS.matcher(retryAfter.strip()).matches()) {
      return Double.valueOf(retryAfter.strip());
    }
    var rateLimit = headers.get("ratelimit");
    if (rateLimit == null) {
      return null;
    }
    var matcher = T_PARAMETER.matcher(rateLimit);
    Double longest = null;
    while (matcher.find()) {
      double seconds = Double.parseDouble(matcher.group(1));
      longest = longest == null ? seconds : Math.max(longest, seconds);
    }
    return longest;
  }
}
