package dev.onset.gatling;

import static dev.onset.gatling.OutcomeCheck.outcome;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHere;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.Proxy;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.List;
import java.util.Map;

/** Scenarios that cannot be measured with, each for another reason. */
public final class BadScenarios {

  private static final ChainBuilder CALL = exec(http("call").get("/orders"));

  private BadScenarios() {}

  public static final class SendsNothing extends OnsetSimulation {
    public SendsNothing() {
      super(Axis.RATE, exec(session -> session.set("nothing", "sent")));
    }
  }

  public static final class Throws extends OnsetSimulation {
    public Throws() {
      super(
          Axis.RATE,
          exec(
              session -> {
                throw new IllegalStateException("the script is broken");
              }));
    }
  }

  public static final class ForgetsTheToken extends OnsetSimulation {
    public ForgetsTheToken() {
      super(
          Axis.RATE, CALL.exec(http("second").get("/").header("Authorization", "Bearer #{token}")));
    }
  }

  public static final class FailsACheck extends OnsetSimulation {
    public FailsACheck() {
      super(Axis.RATE, exec(http("call").get("/").check(bodyString().is("something else"))));
    }
  }

  public static final class Pauses extends OnsetSimulation {
    public Pauses() {
      super(Axis.RATE, CALL.exec(pause(3)).exec(CALL));
    }
  }

  public static final class Leaves extends OnsetSimulation {
    public Leaves() {
      super(Axis.RATE, CALL.exec(exitHere()));
    }
  }

  public static final class GoesElsewhere extends OnsetSimulation {
    public GoesElsewhere() {
      super(Axis.RATE, exec(http("elsewhere").get(System.getProperty("test.elsewhere"))));
    }
  }

  public static final class TakesAProxy extends OnsetSimulation {
    public TakesAProxy() {
      super(
          Axis.RATE,
          exec(
              http("call")
                  .get("/orders")
                  .proxy(Proxy("127.0.0.1", Integer.getInteger("test.elsewhere.port")).http())));
    }
  }

  public static final class HasAnEmptyFeeder extends OnsetSimulation {
    public HasAnEmptyFeeder() {
      super(
          Axis.RATE,
          feed(listFeeder(List.of(Map.of("id", "1"), Map.of("id", "2"), Map.of("id", "3"))))
              .exec(http("call").get("/orders/#{id}")));
    }
  }

  public static final class OpensConnections extends OnsetSimulation {
    public OpensConnections() {
      super(Axis.CONNECTION_RATE, CALL);
    }
  }

  /** What can be measured: a body that says it all, and a status that is fine. */
  public static final class DecidesItself extends OnsetSimulation {
    public DecidesItself() {
      super(
          Axis.RATE,
          exec(http("login").post("/login").check(bodyString().saveAs("token")))
              .exec(
                  http("missing")
                      .get("/missing")
                      .header("X-Auth", "#{token}")
                      .check(status().is(404)))
              .exec(
                  http("call")
                      .get("/orders")
                      .header("Authorization", "Bearer #{token}")
                      .check(outcome(Outcome.RATE_LIMITED).whenBodyHas("quota exceeded"))));
    }
  }
}
