package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.ledger.Range;

/**
 * One frame of a log, and what it means.
 *
 * @param meaning what it is by itself, its duplicates not considered
 * @param timeMicros its event time if it is a row or a control frame with a time that counts, else
 *     {@link Range#NO_TIME}
 * @param values its values if it is a row, else empty
 */
record LogFrame(
    int partition,
    long offset,
    long receivedMicros,
    @Nullable String text,
    Meaning meaning,
    long timeMicros,
    Map<String, @Nullable Object> values) {

  enum Meaning {
    ROW,
    CONTROL,
    REJECTED
  }

  byte @Nullable [] value() {
    return text == null ? null : text.getBytes(UTF_8);
  }

  byte @Nullable [] key() {
    return offset % 3 == 0 ? null : ("k" + partition).getBytes(UTF_8);
  }

  /** The row's values, with those that are added. */
  Map<String, @Nullable Object> row() {
    Map<String, @Nullable Object> row = new HashMap<>(values);
    row.put(Trades.RECEIVED, Instant.EPOCH.plus(receivedMicros, ChronoUnit.MICROS));
    return row;
  }

  /** What makes the row itself. */
  String identity() {
    return values.get("product") + "/" + values.get("id");
  }

  /** Fills the frame as a reader of the topic does. */
  void fill(Frame frame) {
    frame.partition = partition;
    frame.offset = offset;
    frame.kafkaMicros = receivedMicros + 5;
    frame.receivedMicros = receivedMicros;
    frame.key = key();
    frame.value = value();
    frame.headers.clear();
    frame.headers.add("n", Long.toString(offset).getBytes(UTF_8));
  }
}
