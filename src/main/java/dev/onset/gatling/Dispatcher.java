package dev.onset.gatling;

/** Gives orders to workers. Implementations are called from many threads and never block. */
interface Dispatcher {

  /** What the worker with this number should do now. */
  Order next(long worker, long nowNanos);
}
