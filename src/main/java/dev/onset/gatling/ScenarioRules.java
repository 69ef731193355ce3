package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.config.TokenSettings;
import dev.onset.load.Axis;
import java.util.ArrayList;
import java.util.List;

/** What cannot be measured with a scenario of one's own, though it can be asked for. Pure. */
final class ScenarioRules {

  private static final String BY_CONNECTION_RATE =
      "A scenario cannot be measured along the axis CONNECTION_RATE: there every request has a"
          + " connection of its own, so that one iteration would be several connections, one after"
          + " the other. Use Axis.RATE or Axis.CONCURRENCY, or measure new connections with the"
          + " configured request (ConnectionRateOnsetSimulation).";

  private static final String FEEDER =
      "onset.target.feeder fills the configured request, and a scenario does not make that: take it"
          + " out, and feed the scenario in its own code, with feed(csv(\"rows.csv\").circular()).";

  private static final String TOKENS =
      "onset.target.tokens says what the configured request costs, and a scenario does not make"
          + " that: take it out, or measure the one request that costs tokens with"
          + " RateOnsetSimulation.";

  private static final String DEFINITION =
      "onset.gateway.definition is held against the configured request, and a scenario is measured"
          + " in iterations of requests of its own: take it out, or hold it against that request"
          + " with RateOnsetSimulation.";

  private ScenarioRules() {}

  /** Why nothing is sent, a sentence for each reason; empty when there is none. */
  static List<String> refusals(Axis axis, Settings settings) {
    var target = settings.target();
    var refusals = new ArrayList<String>();
    if (axis == Axis.CONNECTION_RATE) {
      refusals.add(BY_CONNECTION_RATE);
    }
    if (target.feed() != null) {
      refusals.add(FEEDER);
    }
    if (!target.tokens().equals(TokenSettings.NONE)) {
      refusals.add(TOKENS);
    }
    if (settings.configured() != null) {
      refusals.add(DEFINITION);
    }
    return List.copyOf(refusals);
  }
}
