package tributary.app.run;

import java.util.OptionalLong;

/** What fills the topic: a feed and all that belongs to it. Any thread may ask how it is doing. */
interface Inflow extends AutoCloseable {

  /** How it is doing now. */
  InflowReport report();

  /** How many frames its simulator has written; empty where the venue is the real one. */
  OptionalLong written();

  /**
   * Whether everything that will ever come has come, and the broker has acknowledged or refused
   * each frame. Never true where the venue is the real one.
   *
   * @throws RunException if a simulator failed
   */
  boolean isDone();

  /**
   * Whether nothing is left to be fetched afterwards that could be. Asked once {@link #isDone} and
   * once all that came is in the tables.
   */
  default boolean isRepaired() {
    return true;
  }

  /** Takes in nothing more, and publishes what was taken in. */
  @Override
  void close();
}
