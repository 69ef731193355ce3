package dev.onset.config;

import org.jspecify.annotations.Nullable;

/**
 * Where it is said what a request costs in tokens of a language model.
 *
 * @param perRequest what each costs; null when that is not declared
 * @param field path of the number in the JSON body of answers; null when they are not asked
 */
public record TokenSettings(@Nullable Double perRequest, @Nullable String field) {

  /** Nobody says. */
  public static final TokenSettings NONE = new TokenSettings(null, null);
}
