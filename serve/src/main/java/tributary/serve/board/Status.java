package tributary.serve.board;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the whole route is doing at one moment.
 *
 * @param feed what the feed says of itself, in a few words
 * @param eventsPerSecond frames taken in per second, lately
 * @param products how each product that the feed was asked for is doing
 * @param lagRecords records of the topic that are not in the tables yet; empty if not yet known
 * @param freshnessMillis how far gold is behind the newest frame; empty before the first commit
 * @param rowsPerTable the number of committed rows by table name
 * @param gaps how many gaps there are in each state; empty where none are looked for
 * @param copies how each copy in another store is doing; empty where nothing is copied
 * @param quarantined the number of rows in the quarantine table
 * @param dataFolder where the tables lie
 * @param errors what went wrong, oldest first; only the newest {@value #MAX_ERRORS} are kept
 */
public record Status(
    State state,
    String feed,
    List<ProductHealth> products,
    double eventsPerSecond,
    OptionalLong lagRecords,
    OptionalLong freshnessMillis,
    SortedMap<String, Long> rowsPerTable,
    SortedMap<String, Long> gaps,
    List<CopyHealth> copies,
    long quarantined,
    Instant startedAt,
    Path dataFolder,
    List<String> errors) {
  private static final int MAX_ERRORS = 10;

  /** What the runner is doing. */
  public enum State {
    STARTING,
    RUNNING,
    FINISHED,
    FAILED
  }

  public Status {
    products = List.copyOf(products);
    copies = List.copyOf(copies);
    gaps = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Long>) gaps));
    rowsPerTable =
        Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Long>) rowsPerTable));
    errors = List.copyOf(errors.subList(Math.max(0, errors.size() - MAX_ERRORS), errors.size()));
  }
}
