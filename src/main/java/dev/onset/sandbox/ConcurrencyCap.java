package dev.onset.sandbox;

/** A number of requests that may be in progress, from admission until the response is sent. */
final class ConcurrencyCap implements Limiter {
  private final long most;
  private long inProgress;

  ConcurrencyCap(long most) {
    this.most = most;
  }

  @Override
  public Decision ask(long nowNanos) {
    if (inProgress >= most) {
      return Decision.rejected(0, 0);
    }
    inProgress++;
    return Decision.admitted(most - inProgress, 0);
  }

  @Override
  public void done() {
    inProgress--;
  }
}
