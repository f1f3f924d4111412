package tributary.ingest;

import java.util.Optional;
import java.util.SortedMap;
import tributary.core.ledger.Counts;

/**
 * How a runner stands, as of a moment.
 *
 * @param running whether it still takes frames in
 * @param frames frames taken in since it started
 * @param counts what became of the frames that it committed since it started
 * @param lag records of the topic that it has not read yet; -1 while unknown
 * @param behindMillis how far the tables are behind the newest frame taken in, by receive times
 * @param rows committed rows by table
 * @param committed by partition, the offset below which every table has every frame
 * @param commits commits of all tables together since it started
 * @param lastCommitNanos how long the last one took
 * @param gaps committed gaps by state: open, repaired, unrepairable
 * @param unwatched rows since it started of products beyond those whose gaps are noticed
 * @param failure why it stopped by itself
 */
public record RunnerStatus(
    boolean running,
    long frames,
    Counts counts,
    long lag,
    long behindMillis,
    SortedMap<String, Long> rows,
    SortedMap<Integer, Long> committed,
    long commits,
    long lastCommitNanos,
    SortedMap<String, Long> gaps,
    long unwatched,
    Optional<Throwable> failure) {}
