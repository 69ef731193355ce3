package dev.onset.sizes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.record.HeaderLimits;
import dev.onset.record.HeaderLimits.Found;
import dev.onset.record.HeaderLimits.SizeLimit;
import dev.onset.request.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizesStudyTest {

  private static final Reply OK = new Reply.Answered(200, "200 OK");
  private static final Map<Dimension, Long> MOST =
      Map.of(
          Dimension.ONE_HEADER_BYTES, 100_000L,
          Dimension.HEADER_COUNT, 1_000L,
          Dimension.ALL_HEADERS_BYTES, 200_000L,
          Dimension.URL_BYTES, 100_000L,
          Dimension.BODY_BYTES, 1_000_000L);

  @Test
  void the_limits_of_every_dimension_are_met_exactly() throws Exception {
    var server = new Server(Map.of());
    server.limits.put(Dimension.ONE_HEADER_BYTES, 8_190L);
    server.limits.put(Dimension.HEADER_COUNT, 100L);
    server.limits.put(Dimension.ALL_HEADERS_BYTES, 32_000L);
    server.limits.put(Dimension.URL_BYTES, 4_083L);
    server.limits.put(Dimension.BODY_BYTES, 65_536L);

    var result = study(server, MOST).run(new Silence());

    assertThat(result.stopped()).isNull();
    assertThat(result.limits().sizes())
        .allSatisfy(
            size -> {
              long limit = server.limits.get(Dimension.valueOf(size.dimension()));
              assertThat(size.found()).isEqualTo(Found.FOUND);
              assertThat(size.largestAccepted()).isEqualTo(limit);
              assertThat(size.smallestRefused()).isEqualTo(limit + 1);
              assertThat(size.how()).isEqualTo("STATUS");
              assertThat(size.status()).isEqualTo(431);
            })
        .hasSize(5);
    assertThat(result.limits().oddities()).hasSize(Oddity.values().length);
  }

  @Test
  void a_limit_on_all_headers_is_not_mistaken_for_those_on_one_and_on_their_number()
      throws Exception {
    var server = new Server(Map.of());
    server.limits.put(Dimension.ONE_HEADER_BYTES, 3_001L);
    server.limits.put(Dimension.HEADER_COUNT, 77L);
    server.limits.put(Dimension.ALL_HEADERS_BYTES, 20_011L);

    var sizes = study(server, MOST).run(new Silence()).limits().sizes();

    assertThat(sizes)
        .filteredOn(size -> size.dimension().equals("ALL_HEADERS_BYTES"))
        .extracting(SizeLimit::largestAccepted)
        .containsExactly(20_011L);
  }

  @Test
  void no_more_of_all_headers_is_tried_than_the_other_limits_leave_room_for() throws Exception {
    var server = new Server(Map.of());
    server.limits.put(Dimension.ONE_HEADER_BYTES, 1_000L);
    server.limits.put(Dimension.HEADER_COUNT, 20L);

    var sizes = study(server, MOST).run(new Silence()).limits().sizes();

    assertThat(sizes)
        .filteredOn(size -> size.dimension().equals("ALL_HEADERS_BYTES"))
        .extracting(SizeLimit::found)
        .containsExactly(Found.NOT_REACHED);
  }

  @Test
  void a_target_that_takes_everything_has_no_limit_up_to_the_largest_that_was_tried()
      throws Exception {
    var result = study(new Server(Map.of()), MOST).run(new Silence());

    assertThat(result.limits().sizes())
        .allSatisfy(
            size -> {
              assertThat(size.found()).isEqualTo(Found.NOT_REACHED);
              assertThat(size.largestAccepted())
                  .isEqualTo(MOST.get(Dimension.valueOf(size.dimension())));
              assertThat(size.smallestRefused()).isNull();
            });
  }

  @Test
  void being_turned_away_for_the_rate_is_not_taken_for_a_limit_on_size() throws Exception {
    var server = new Server(Map.of(Dimension.URL_BYTES, 2_000L));
    server.before = n -> n % 3 == 0 ? new Reply.Answered(429, "429 Too Many Requests") : null;

    var size = only(server, Dimension.URL_BYTES);

    assertThat(size.found()).isEqualTo(Found.FOUND);
    assertThat(size.largestAccepted()).isEqualTo(2_000);
    assertThat(server.pauses).contains(Duration.ofSeconds(1));
  }

  @Test
  void a_target_that_fails_now_and_then_whatever_the_size_has_no_limit_because_of_that()
      throws Exception {
    var server = new Server(Map.of(Dimension.URL_BYTES, 2_000L));
    // Down for two requests in a row: the one that is asked and the ordinary one after it.
    server.before = n -> n % 11 < 2 && n > 5 ? new Reply.Answered(503, "503 Down") : null;

    var size = only(server, Dimension.URL_BYTES);

    assertThat(size.found()).isEqualTo(Found.FOUND);
    assertThat(size.largestAccepted()).isEqualTo(2_000);
  }

  @Test
  void a_target_that_stays_down_is_not_measured_on() throws Exception {
    var server = new Server(Map.of(Dimension.URL_BYTES, 2_000L));
    server.before = n -> n > 20 ? new Reply.Closed(true, "Connection reset") : null;

    var size = only(server, Dimension.URL_BYTES);

    assertThat(size.found()).isEqualTo(Found.UNDECIDED);
    assertThat(size.largestAccepted()).isNull();
    assertThat(size.reason()).contains("it could not be told").contains("Connection reset");
  }

  @Test
  void two_servers_with_different_limits_are_no_limit() throws Exception {
    var server = new Server(Map.of(Dimension.URL_BYTES, 2_000L));
    server.limitOf = n -> n % 2 == 0 ? 2_000L : 4_000L;

    var size = only(server, Dimension.URL_BYTES);

    assertThat(size.found()).isEqualTo(Found.UNDECIDED);
    assertThat(size.largestAccepted()).isNull();
    assertThat(size.smallestRefused()).isNull();
    assertThat(size.reason()).contains("accepted once, refused once");
  }

  @Test
  void a_closed_connection_and_silence_are_refusals_and_said_as_such() throws Exception {
    var refusals =
        Map.of(
            "CLOSED", new Reply.Closed(false, "the connection was closed"),
            "RESET", new Reply.Closed(true, "Connection reset"),
            "NO_ANSWER", new Reply.Silent(Duration.ofSeconds(3)));
    for (var refusal : refusals.entrySet()) {
      var server = new Server(Map.of(Dimension.URL_BYTES, 300L));
      server.refusal = refusal.getValue();

      var size = only(server, Dimension.URL_BYTES);

      assertThat(size.found()).isEqualTo(Found.FOUND);
      assertThat(size.how()).isEqualTo(refusal.getKey());
      assertThat(size.status()).isNull();
    }
  }

  @Test
  void an_odd_request_of_which_nothing_can_be_told_does_not_end_the_study() throws Exception {
    var server = new Server(Map.of());
    server.oddly = new Reply.Answered(429, "429 Too Many Requests");

    var result =
        new SizesStudy(OrdinaryRequestTest.GET, Map.of(), true, Duration.ZERO, server)
            .run(new Silence());

    assertThat(result.stopped()).isNull();
    assertThat(result.limits().oddities())
        .hasSize(Oddity.values().length)
        .filteredOn(oddity -> oddity.name().equals("TWO_HOSTS"))
        .extracting(HeaderLimits.Oddity::verdict)
        .containsExactly("UNKNOWN");
  }

  @Test
  void what_is_known_by_then_is_kept_when_it_is_called_off() throws Exception {
    var server = new Server(Map.of(Dimension.ONE_HEADER_BYTES, 500L));
    server.calledOffAfter = 60;

    var result = study(server, MOST).run(new Silence());

    assertThat(result.stopped()).isEqualTo("called off");
    assertThat(result.limits().sizes().get(0).largestAccepted()).isEqualTo(500);
  }

  @Test
  void a_target_that_does_not_answer_the_ordinary_request_is_not_measured() throws Exception {
    var server = new Server(Map.of());
    server.before = n -> new Reply.Unconnected("refused");

    var result = study(server, MOST).run(new Silence());

    assertThat(result.stopped()).contains("the ordinary request was not answered: refused");
    assertThat(result.limits().sizes()).isEmpty();
  }

  private static SizeLimit only(Server server, Dimension dimension) throws Exception {
    var result = study(server, Map.of(dimension, MOST.get(dimension))).run(new Silence());
    assertThat(result.limits().sizes()).hasSize(1);
    return result.limits().sizes().get(0);
  }

  private static SizesStudy study(Server server, Map<Dimension, Long> most) {
    return new SizesStudy(OrdinaryRequestTest.GET, most, true, Duration.ofMillis(1), server);
  }

  private static final class Silence implements SizesStudy.Watcher {
    @Override
    public void known(HeaderLimits soFar) {}

    @Override
    public void tries(String what) {}
  }

  /** A server with limits of its own. */
  private static final class Server implements Wire {
    private final Map<Dimension, Long> limits = new EnumMap<>(Dimension.class);
    private final List<Duration> pauses = new ArrayList<>();
    private Function<Integer, @Nullable Reply> before = n -> null;
    private Function<Integer, @Nullable Long> limitOf = n -> null;
    private Reply refusal = new Reply.Answered(431, "431 Request Header Fields Too Large");
    private @Nullable Reply oddly;
    private int calledOffAfter = Integer.MAX_VALUE;
    private int requests;

    Server(Map<Dimension, Long> limits) {
      this.limits.putAll(limits);
    }

    @Override
    public Reply send(byte[] request) {
      requests++;
      var first = before.apply(requests);
      if (first != null) {
        return first;
      }
      var written = Written.of(request);
      if (oddly != null && written.lines().contains("Host: onset.invalid")) {
        return oddly;
      }
      for (var limit : limits.entrySet()) {
        var other = limitOf.apply(requests);
        if (written.size(limit.getKey()) > (other == null ? limit.getValue() : other)) {
          return refusal;
        }
      }
      return OK;
    }

    @Override
    public void pause(Duration time) {
      pauses.add(time);
    }

    @Override
    public @Nullable String calledOff() {
      return requests >= calledOffAfter ? "called off" : null;
    }
  }
}
