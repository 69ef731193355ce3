package com.example;

import static dev.onset.gatling.OutcomeCheck.outcome;
import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;

import dev.onset.gatling.OnsetSimulation;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;

public class LoginThenCallSimulation extends OnsetSimulation {

  public LoginThenCallSimulation() {
    super(
        Axis.RATE,
        exec(http("login").post("/login").check(jsonPath("$.status").saveAs("token")))
            .exec(
                http("call")
                    .get("/orders")
                    .header("Authorization", "Bearer #{token}")
                    .check(outcome(Outcome.RATE_LIMITED).whenBodyHas("quota exceeded"))));
  }
}
