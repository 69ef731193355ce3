package dev.onset.gatling;

import dev.onset.injector.Demand;
import dev.onset.load.Axis;
import dev.onset.record.Study;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A search along one axis that is carried out on workers. */
interface Experiment {

  Axis axis();

  /** Its question, with nothing known of the answer; null when it is where something begins. */
  default @Nullable Study study() {
    return null;
  }

  /** Its name in file names and on the console. */
  default String slug() {
    var study = study();
    return study == null ? axis().slug() : study.asked().slug();
  }

  /** How many workers it needs. */
  int workers();

  /** How its requests use connections. */
  default Connections connections() {
    return Connections.SHARED;
  }

  /** What a request does with connections. */
  enum Connections {
    /** Any worker's request takes any idle one. */
    SHARED,
    /** Each request has one of its own, which the client closes. */
    FRESH,
    /** Each worker keeps its own. */
    HELD
  }

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
