package dev.onset.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link BackendShares} at work: which backend a request gets, and whether that one takes it;
 * not thread-safe. Times are nanoseconds and never go back.
 */
final class BackendChoice {
  private final List<Member> members = new ArrayList<>();
  private final long total;

  /** A backend. */
  private static final class Member {
    private final String fields;
    private final long weight;
    private final @Nullable Limiter limiter;
    private long current;

    Member(String fields, long weight, @Nullable Limiter limiter) {
      this.fields = fields;
      this.weight = weight;
      this.limiter = limiter;
    }
  }

  /**
   * The backend of a request.
   *
   * @param fields that name it, each with its line end
   * @param taken whether it admits the request
   */
  record Choice(String fields, boolean taken) {}

  BackendChoice(BackendShares shares, long nowNanos) {
    List<Long> weights = shares.weights();
    List<String> names = List.copyOf(shares.shares().keySet());
    for (int i = 0; i < names.size(); i++) {
      Double perSecond = shares.limits().get(names.get(i));
      members.add(
          new Member(
              shares.fields(names.get(i)),
              weights.get(i),
              perSecond == null
                  ? null
                  : new Bucket4jLimiter(BackendShares.limit(perSecond), nowNanos)));
    }
    this.total = weights.stream().mapToLong(weight -> weight).sum();
  }

  /** Gives a request that comes now to the backend whose turn it is. */
  Choice next(long nowNanos) {
    Member best = members.get(0);
    for (Member member : members) {
      member.current += member.weight;
      if (member.current > best.current) {
        best = member;
      }
    }
    best.current -= total;
    return new Choice(best.fields, best.limiter == null || best.limiter.ask(nowNanos).admitted());
  }
}
