package dev.onset.gatling;

import org.jspecify.annotations.Nullable;

/** Whoever an experiment reports to while it is under way, and who may call it off. */
interface Oversight {

  /** Nobody. */
  Oversight NONE =
      new Oversight() {
        @Override
        public void trialEnded(Findings soFar) {}

        @Override
        public @Nullable String calledOff() {
          return null;
        }

        @Override
        public @Nullable String ailment() {
          return null;
        }
      };

  /**
   * A trial is over, and nothing is in flight. Called by the experiment's thread, which goes on
   * when this returns.
   *
   * @param soFar what is known by now, in the form of an experiment that stopped here
   */
  void trialEnded(Findings soFar);

  /** Why the experiment is to stop now, or null. Called by any thread, and often. */
  @Nullable String calledOff();

  /**
   * What ails the target while there is no load, as a sentence, or null when it answers. Sends it
   * one request. Called by the experiment's thread, and takes as long as the answer.
   */
  @Nullable String ailment();
}
