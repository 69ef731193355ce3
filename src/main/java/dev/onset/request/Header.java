package dev.onset.request;

/**
 * One header line of a request.
 *
 * @param name as written
 * @param value one character for each byte that is sent (ISO 8859-1), without line breaks
 */
public record Header(String name, String value) {

  /** Whether this is the header of that name, in whatever case. */
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
