package dev.onset.example;

import static dev.onset.gatling.OutcomeCheck.outcome;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import io.gatling.javaapi.core.ChainBuilder;

/** How many times per second can somebody log in and make a call? docs/own-scenario.md */
public class LoginThenCallSimulation extends OnsetSimulation {

  static final ChainBuilder LOGIN_THEN_CALL =
      exec(http("login")
              .post("/login")
              .body(StringBody("{\"user\": \"me\"}"))
              .check(jsonPath("$.status").saveAs("token")))
          .exec(
              http("call")
                  .get("/orders")
                  .header("Authorization", "Bearer #{token}")
                  .check(outcome(Outcome.RATE_LIMITED).whenBodyHas("quota exceeded")));

  public LoginThenCallSimulation() {
    super(Axis.RATE, LOGIN_THEN_CALL);
  }
}
