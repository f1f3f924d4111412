package tributary.serve.board;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;

/**
 * What the page shows, in memory, before the commit: per instrument the newest silver row and the
 * newest candles, the tape of rows, and how the route is doing. Bounded: {@value Instruments#MOST}
 * instruments, {@value Instrument#CANDLES} candles each, {@value Tape#LENGTH} rows on the tape.
 *
 * <p>Every change raises the board's version, and {@link #since} tells what changed after one. A
 * reader that is slow therefore skips states and never has a queue.
 *
 * <p>Safe for use by many threads. One thread, the runner's, hands rows and windows in; it holds
 * the board's lock for about 30 ns a row and allocates nothing per row.
 */
public final class LiveBoard {
  /** The version before the first change. */
  public static final long BEGINNING = 0;

  private final Pipeline pipeline;
  private final @Nullable Roles roles;
  private final Instruments instruments = new Instruments();
  private final Tape tape = new Tape();
  private final BoardJson json;
  private @Nullable TickColumns tickColumns;
  private @Nullable CandleColumns candleColumns;
  private @Nullable Status status;
  private long statusVersion;
  private long version = BEGINNING + 1;

  /** An empty board. Without a candle table in the pipeline it only ever shows the status. */
  public LiveBoard(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.roles = Roles.of(pipeline).orElse(null);
    this.json = new BoardJson(pipeline, roles);
  }

  /** The gold table whose rows {@link #windows} expects. */
  public Optional<String> candleTable() {
    return Optional.ofNullable(roles).map(Roles::candles).map(Gold::table);
  }

  /**
   * Takes new silver rows in, on the runner's thread.
   *
   * @param from the first row
   * @param until the row after the last one
   */
  public synchronized void rows(Rows silver, int from, int until) {
    if (roles == null || from >= until) {
      return;
    }
    TickColumns columns = tickColumns(silver, roles);
    long changed = ++version;
    for (int row = from; row < until; row++) {
      Instrument instrument = instruments.of(silver.bytes(columns.instrument()), row);
      if (instrument == null) {
        continue;
      }
      instrument.row(columns, silver, row, changed);
      if (until - row <= Tape.LENGTH) {
        tape.add(columns, instrument.name(), silver, row, changed);
      }
    }
    notifyAll();
  }

  /**
   * Takes the candles in that changed since the last call, on the runner's thread; at the start,
   * those already committed, so that the chart does not begin empty.
   *
   * @param candles rows of the {@link #candleTable}, in any order
   */
  public synchronized void windows(Rows candles) {
    if (roles == null || candles.isEmpty()) {
      return;
    }
    CandleColumns columns = candleColumns(candles, roles);
    long changed = ++version;
    for (int row = 0; row < candles.size(); row++) {
      Instrument instrument = instruments.of(candles.bytes(columns.instrument()), row);
      if (instrument != null) {
        instrument.candle(columns, candles, row, changed);
      }
    }
    notifyAll();
  }

  /** Takes in how the route is doing. */
  public synchronized void status(Status newest) {
    status = newest;
    statusVersion = ++version;
    notifyAll();
  }

  /** The version now. */
  public synchronized long version() {
    return version;
  }

  /** What changed after the version, or everything after {@link #BEGINNING}. */
  public synchronized Update since(long seen) {
    Status changed = statusVersion > seen ? status : null;
    return new Update(seen, version, json.write(instruments, tape, changed, seen));
  }

  /** Waits until the version is higher than the one seen. */
  public synchronized void awaitChange(long seen) throws InterruptedException {
    while (version <= seen) {
      wait();
    }
  }

  private TickColumns tickColumns(Rows silver, Roles known) {
    if (tickColumns == null || !tickColumns.schema().equals(silver.schema())) {
      tickColumns = TickColumns.of(silver.schema(), pipeline.silver(), known);
    }
    return tickColumns;
  }

  private CandleColumns candleColumns(Rows candles, Roles known) {
    if (candleColumns == null || !candleColumns.schema().equals(candles.schema())) {
      candleColumns = CandleColumns.of(candles.schema(), known);
    }
    return candleColumns;
  }
}
