package tributary.core.intake;

import java.util.List;

/**
 * The rows of one commit of all tables. The rows are used again by the second cut after this one:
 * who writes a batch must be done before the next one is cut.
 *
 * @param frames how many frames were taken in
 * @param newestMicros the latest receive time among them, microseconds since the epoch
 */
public record Batch(
    TableBatch bronze,
    TableBatch quarantine,
    TableBatch silver,
    List<GoldBatch> gold,
    long frames,
    long newestMicros) {}
