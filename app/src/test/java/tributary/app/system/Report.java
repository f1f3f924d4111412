package tributary.app.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tributary.feeds.simulator.Truth;

/**
 * What {@link Exactness} found.
 *
 * @param differences the first ones; none if the tables are what the log says
 * @param frames how many records the topic holds
 * @param trades by product, the trades that silver has to hold
 * @param digests of all different frames that are neither ack nor error
 */
record Report(
    List<String> differences,
    long frames,
    long silver,
    long quarantine,
    long control,
    long duplicates,
    Map<String, Truth.Trades> trades,
    Set<String> digests) {

  /** Fails if there is a difference. */
  Report expectNone() {
    if (!differences.isEmpty()) {
      throw new AssertionError("Tables differ from the log:\n" + String.join("\n", differences));
    }
    return this;
  }

  /** The line that the program prints when the sums hold. */
  String sums() {
    return "frames %,d = silver %,d + quarantine %,d + control %,d + duplicates %,d: holds"
        .formatted(frames, silver, quarantine, control, duplicates);
  }
}
