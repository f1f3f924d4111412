package tributary.spark.batch;

import java.util.SortedMap;
import tributary.core.ledger.Counts;

/**
 * What became of one batch.
 *
 * @param batch its number, from 0 in each run
 * @param frames how many frames it took in
 * @param bytes how many bytes those have
 * @param counts what became of them
 * @param late how often a late row corrected a window, all gold tables together
 * @param lanes how many lanes had frames
 * @param restored how many of them had to read their memory from the tables
 * @param tries how often it was begun: more than once where lanes grew together
 * @param positions by partition, the next offset that the tables have not taken in
 * @param newestMicros the latest receive time of its frames, microseconds since the epoch
 * @param takingNanos how long the lanes took, all of it in parallel
 * @param commitNanos how long the commits took
 * @param commits how many tables it was committed to
 */
public record BatchReport(
    long batch,
    long frames,
    long bytes,
    Counts counts,
    long late,
    int lanes,
    int restored,
    int tries,
    SortedMap<Integer, Long> positions,
    long newestMicros,
    long takingNanos,
    long commitNanos,
    int commits) {}
