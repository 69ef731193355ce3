package dev.onset.config;

/** Says why a value is not acceptable; caught where its key and origin are known. */
final class Refused extends Exception {

  private final String rule;
  private final String advice;

  Refused(String rule, String advice) {
    super(rule + " " + advice, null, false, false);
    this.rule = rule;
    this.advice = advice;
  }

  String rule() {
    return rule;
  }

  String advice() {
    return advice;
  }
}
