package dev.onset.cli;

/** Says what is wrong with an argument or with what it names, and what to do about it. */
final class UnusableInput extends RuntimeException {
  UnusableInput(String message) {
    super(message);
  }
}
