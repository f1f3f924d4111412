package tributary.app.system;

import org.jspecify.annotations.Nullable;

/** Says what has to become of a frame. */
@FunctionalInterface
interface Judge {

  /**
   * What the frame is, whatever came before it.
   *
   * @param receivedMicros when it was received, microseconds since the epoch; {@link
   *     Long#MIN_VALUE} for what was fetched afterwards, whose age proves nothing
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
     * @param product the product whose newest trade it names, if it does
     * @param newest that trade's id
     */
    record Control(long timeMicros, @Nullable String product, long newest) implements Verdict {
      Control(long timeMicros) {
        this(timeMicros, null, 0);
      }
    }

    /** A row of quarantine. */
    record Rejected() implements Verdict {}
  }
}
