package tributary.app.system;

import org.jspecify.annotations.Nullable;

/** Says what has to become of a frame. */
@FunctionalInterface
interface Judge {

  /**
   * What the frame is, whatever came before it.
   *
   * @param receivedMicros when it was received, microseconds since the epoch
   */
  Verdict judge(byte @Nullable [] frame, long receivedMicros);

  /** What a frame is. */
  sealed interface Verdict {

    /** A row of silver, unless the trade was there before. */
    record Row(Tick tick) implements Verdict {}

    /**
     * Counted, and in no table but bronze.
     *
     * @param timeMicros its own time, or {@link Long#MIN_VALUE}
     */
    record Control(long timeMicros) implements Verdict {}

    /** A row of quarantine. */
    record Rejected() implements Verdict {}
  }
}
