package tributary.ingest;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.core.gaps.Gap;
import tributary.core.intake.Batch;
import tributary.core.intake.Resume;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Range;

/** What a runner has done so far. Written by its two threads, read by any. */
final class Progress {
  private final TreeMap<Integer, Long> committed = new TreeMap<>();
  private String topicId = "";
  private long frames;
  private Counts counts = Counts.NONE;
  private long lag = -1;
  private long newestMicros;
  private long committedMicros;
  private SortedMap<String, Long> rows = new TreeMap<>();
  private SortedMap<String, Long> gaps = new TreeMap<>();
  private List<Gap> openGaps = List.of();
  private long unwatched;
  private long commits;
  private long lastCommitNanos;
  private @Nullable Throwable failure;

  synchronized void start(
      Resume resume, SortedMap<String, Long> tableRows, SortedMap<String, Long> tableGaps) {
    rows = tableRows;
    gaps = tableGaps;
    topicId = resume.bronze().topicId();
    for (int partition : resume.partitions()) {
      committed.put(partition, resume.position(partition));
    }
  }

  synchronized void refuseOtherTopic(String id) {
    if (!id.equals(topicId)) {
      throw new IngestException(
          "Cannot read on: the topic was deleted and made again (its id is %s, the tables took in %s)"
              .formatted(id, topicId));
    }
  }

  synchronized void read(int records, long newest, long lagNow) {
    frames += records;
    newestMicros = newest;
    lag = lagNow;
  }

  /** Notes which gaps could be fetched, and how many rows were of no product that is watched. */
  synchronized void gaps(List<Gap> open, long unwatchedRows) {
    openGaps = open;
    unwatched = unwatchedRows;
  }

  synchronized List<Gap> openGaps() {
    return openGaps;
  }

  /** Notes where reading stands while nothing waits for a commit. */
  synchronized void reached(SortedMap<Integer, Long> positions) {
    committed.putAll(positions);
  }

  synchronized void committed(
      Batch batch,
      SortedMap<Integer, Long> positions,
      SortedMap<String, Long> tableRows,
      SortedMap<String, Long> tableGaps,
      long tableCommits,
      long nanos) {
    rows = tableRows;
    gaps = tableGaps;
    committedMicros = batch.newestMicros();
    for (Range range : batch.silver().ranges().values()) {
      counts = counts.plus(range.counts());
    }
    committed.putAll(positions);
    commits += tableCommits;
    lastCommitNanos = nanos;
  }

  synchronized void fail(Throwable e) {
    failure = e;
  }

  synchronized RunnerStatus status(boolean running) {
    return new RunnerStatus(
        running,
        frames,
        counts,
        lag,
        Math.max(0, newestMicros - committedMicros) / 1000,
        Collections.unmodifiableSortedMap(new TreeMap<>(rows)),
        Collections.unmodifiableSortedMap(new TreeMap<>(committed)),
        commits,
        lastCommitNanos,
        gaps,
        unwatched,
        Optional.ofNullable(failure));
  }
}
