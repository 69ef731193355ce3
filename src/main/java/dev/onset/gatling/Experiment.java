package dev.onset.gatling;

import dev.onset.injector.Demand;
import dev.onset.load.Axis;
import java.net.InetAddress;
import java.util.List;

/** A search along one axis that is carried out on workers. */
interface Experiment {

  Axis axis();

  /** Gives the workers their orders; usable before {@link #run} is called. */
  Dispatcher dispatcher();

  /**
   * Takes into account what the load generator's host allows, and says so, a line each. Called once
   * before {@link #demand} and {@link #run}, when nothing has been sent yet.
   *
   * @param addresses those of the target's addresses that work
   * @param port its port
   */
  default List<String> prepare(List<InetAddress> addresses, int port) {
    return List.of();
  }

  /**
   * What the plan asks of the load generator's host.
   *
   * @param ends ends of each connection in this process: 2 when the target runs in it, too
   * @param loopback whether the target has a loopback address
   */
  Demand demand(int ends, boolean loopback);

  /** Sends the workers home without measuring, or after it; harmless when they have left. */
  void dismiss();

  /**
   * Warms up, searches, and sends the workers home, whatever happens. Blocks; called once.
   *
   * @param reach where the target is
   * @param oversight is told of each trial, and may call the experiment off
   * @throws InterruptedException when the run is called off
   */
  Findings run(Reach reach, Oversight oversight) throws InterruptedException;
}
