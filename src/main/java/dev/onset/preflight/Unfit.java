package dev.onset.preflight;

/** Says which check failed, why, and what to look at. */
final class Unfit extends Exception {

  private final String check;

  Unfit(String check, String verdict) {
    super(verdict, null, false, false);
    this.check = check;
  }

  String check() {
    return check;
  }

  String verdict() {
    return String.valueOf(getMessage());
  }
}
