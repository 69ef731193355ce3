package dev.onset.curl;

/**
 * One option as a command gives it.
 *
 * @param on whether it is given, or else taken back with {@code --no-}
 * @param value empty when it takes none
 * @param at where the option stands
 */
record Given(Option option, boolean on, String value, Place at) {

  boolean is(String name) {
    return option.name().equals(name);
  }
}
