package tributary.core.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one commit of all tables. Who writes a batch must be done, or have failed, before the
 * next one is cut: that cut clears the rows for the frames after it.
 *
 * @param gaps to be committed after all others; null where nobody notices gaps
 * @param frames how many frames were taken in
 * @param newestMicros the latest receive time among them, microseconds since the epoch
 */
public record Batch(
    TableBatch bronze,
    TableBatch quarantine,
    TableBatch silver,
    List<GoldBatch> gold,
    @Nullable GoldBatch gaps,
    long frames,
    long newestMicros) {}
