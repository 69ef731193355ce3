package dev.onset.preflight;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request of a preflight.
 *
 * @param headers names, without regard to case, to values; repeated ones joined with commas
 * @param sent when this machine's clock showed that the request was about to be sent
 * @param received when it showed that the headers had arrived
 * @param millis how long the whole answer took, in words
 */
record HttpAnswer(
    int status, Map<String, String> headers, Instant sent, Instant received, String millis) {

  /** How old the answer is by its Age header, in seconds; 0: not from a cache. */
  long ageSeconds() {
    var age = headers.getOrDefault("Age", "");
    return age.matches("\\d{1,15}") ? Long.parseLong(age) : 0;
  }

  /**
   * What was answered and what that means for a measurement.
   *
   * @param name who was asked, when that is not clear from the URL; empty: it is
   */
  Finding finding(ProbeRequest request, String name) {
    var what =
        "%s%s answered %s in %s"
            .formatted(request.shown(), name.isEmpty() ? "" : " at " + name, status, millis);
    return reservation()
        .map(text -> Finding.warning(HttpProbe.HTTP, what + ": " + text + "."))
        .orElseGet(() -> Finding.ok(HttpProbe.HTTP, what + "."));
  }

  private Optional<String> reservation() {
    if (status >= 300 && status < 400) {
      var location = headers.getOrDefault("Location", "");
      var to = location.isEmpty() ? "" : " to " + ProbeRequest.withoutQuery(location);
      return Optional.of(
          "redirects are not followed, so what is measured is the redirect%s; set the base URL and path it leads to"
              .formatted(to));
    }
    return Optional.ofNullable(reservationOfStatus());
  }

  private @Nullable String reservationOfStatus() {
    return switch (status) {
      case 401 ->
          "the request lacks valid credentials, so what is measured is the refusal; set"
              + " onset.target.headers.Authorization";
      case 403 ->
          "the request is forbidden, so what is measured is the refusal; check credentials and"
              + " allow-lists";
      case 404 ->
          "there is nothing at this path, so what is measured is the refusal; check"
              + " onset.target.path";
      case 429 ->
          "the target already limits before any load; wait until its window has passed, or check"
              + " the credentials' quota";
      default -> reservationOfClass();
    };
  }

  private @Nullable String reservationOfClass() {
    if (status >= 500) {
      return "the target fails before any load, so what is measured is its failure; check the"
          + " service and its upstream";
    }
    return status < 400
        ? null
        : "the target does not accept the request, so what is measured is the refusal; check method,"
            + " headers and body";
  }
}
