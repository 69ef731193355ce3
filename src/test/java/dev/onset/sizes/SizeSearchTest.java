package dev.onset.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeSearchTest {

  @ParameterizedTest(name = "from {0} up to {1}, limit {2}")
  @CsvSource({
    "1,      1000000, 1",
    "1,      1000000, 2",
    "1,      1000000, 8190",
    "100,    1000000, 100",
    "100,    1000000, 101",
    "100,    1000000, 999999",
    "16,     131072,  65536",
    "7,      8,       7"
  })
  void the_largest_accepted_size_is_found_to_the_unit(long least, long most, long limit) {
    var search = new SizeSearch(least, most);

    int asked = run(search, limit);

    assertThat(search.accepted()).isEqualTo(limit);
    assertThat(search.refused()).hasValue(limit + 1);
    assertThat(search.contradicted()).isFalse();
    assertThat(asked).isLessThanOrEqualTo(2 * 20 + 2 * SizeSearch.CONFIRMATIONS);
  }

  @Test
  void nothing_beyond_the_largest_size_is_tried() {
    var search = new SizeSearch(10, 1_000);

    for (var size = search.next(); size.isPresent(); size = search.next()) {
      assertThat(size.getAsLong()).isBetween(10L, 1_000L);
      search.took(true);
    }

    assertThat(search.accepted()).isEqualTo(1_000);
    assertThat(search.refused()).isEmpty();
  }

  @Test
  void both_edges_are_asked_again_at_the_end() {
    var search = new SizeSearch(1, 4);
    search.next();
    search.took(true);
    search.next();
    search.took(false);
    assertThat(search.next()).hasValue(3);
    search.took(false);

    for (int i = 0; i < SizeSearch.CONFIRMATIONS; i++) {
      assertThat(search.next()).hasValue(2);
      search.took(true);
      assertThat(search.next()).hasValue(3);
      search.took(false);
    }
    assertThat(search.next()).isEmpty();
  }

  @Test
  void an_edge_that_changes_its_mind_ends_the_search_without_an_answer() {
    var search = new SizeSearch(1, 1_000);
    int asked = 0;
    for (var size = search.next(); size.isPresent(); size = search.next()) {
      // Answers by chance of the moment, as a gateway with two servers behind it does.
      search.took(asked++ % 2 == 0);
    }

    assertThat(search.contradicted()).isTrue();
  }

  private static int run(SizeSearch search, long limit) {
    int asked = 0;
    for (var size = search.next(); size.isPresent(); size = search.next()) {
      search.took(size.getAsLong() <= limit);
      asked++;
    }
    return asked;
  }
}
