package tributary.core.gaps;

/** Hears of gaps that came, went or grew. */
@FunctionalInterface
public interface GapListener {
  /**
   * Whether windows in this stretch lack something is to be asked again.
   *
   * @param product its name in UTF-8
   * @param fromMicros the first event time, microseconds since the epoch
   * @param toMicros the last one; {@link Long#MAX_VALUE} if there is none yet
   * @param repaired whether a gap that was more than reordering has closed
   */
  void changed(byte[] product, long fromMicros, long toMicros, boolean repaired);
}
