package tributary.app.models;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** When each model is to be made: so long after the start, and so long after it was made last. */
final class Schedule {
  private final List<ModelFile> models;
  private final LongSupplier nanos;
  private final Map<String, Long> dueNanos = new HashMap<>();

  /**
   * @param models each with a period
   * @param nanos a monotonic clock in nanoseconds
   */
  Schedule(List<ModelFile> models, LongSupplier nanos) {
    this.models = List.copyOf(models);
    this.nanos = nanos;
    models.forEach(this::done);
  }

  /** Those that are due now, in the order in which they are made. */
  List<ModelFile> due() {
    long now = nanos.getAsLong();
    List<ModelFile> due = new ArrayList<>(models);
    due.removeIf(model -> now - Objects.requireNonNull(dueNanos.get(model.table())) < 0);
    return due;
  }

  /** Its next time is one period from now, however long making it took. */
  void done(ModelFile model) {
    Duration every = Objects.requireNonNull(model.model().every());
    dueNanos.put(model.table(), nanos.getAsLong() + every.toNanos());
  }
}
