package tributary.spark.query;

import java.time.Duration;
import org.apache.spark.sql.streaming.Trigger;

/** When batches begin. */
public sealed interface Pace {

  /** The next one as soon as the one before is committed. */
  record Continuous() implements Pace {}

  /** One after each such time, or as soon as the one before is committed if that takes longer. */
  record Every(Duration interval) implements Pace {}

  /** Until all that the topic holds at the start is taken in; then the run ends. */
  record AvailableNow() implements Pace {}

  /** As Spark calls it. */
  default Trigger trigger() {
    if (this instanceof Every every) {
      return Trigger.ProcessingTime(every.interval().toMillis());
    }
    return this instanceof AvailableNow ? Trigger.AvailableNow() : Trigger.ProcessingTime(0);
  }
}
