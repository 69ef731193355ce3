package dev.onset.limiter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moment as headers write it: the three dates of HTTP (RFC 9110, 5.6.7) and RFC 3339.
 *
 * <p>A date whose weekday is wrong is no date.
 */
final class ResetInstant {

  private static final int LONGEST = 40;

  private static final DateTimeFormatter IMF = DateTimeFormatter.RFC_1123_DATE_TIME;
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US);
  private static final Pattern RFC_850 = Pattern.compile("[A-Z][a-z]+day, .* GMT");
  private static final Pattern RFC_3339 = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt].*");

  private ResetInstant() {}

  /**
   * The moment, or null when it is none of the four forms.
   *
   * @param now decides the century of a year of two digits: at most 50 years ahead
   */
  static @Nullable Instant of(String text, Instant now) {
    if (text.length() > LONGEST || text.isEmpty()) {
      return null;
    }
    try {
      if (RFC_3339.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant();
      }
      if (RFC_850.matcher(text).matches()) {
        return LocalDateTime.parse(text, rfc850(now)).toInstant(ZoneOffset.UTC);
      }
      return text.endsWith("GMT")
          ? Instant.from(IMF.parse(text))
          : LocalDateTime.parse(text, ASCTIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  private static DateTimeFormatter rfc850(Instant now) {
    int earliest = Math.max(1970, now.atOffset(ZoneOffset.UTC).getYear() - 49);
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.US);
  }
}
