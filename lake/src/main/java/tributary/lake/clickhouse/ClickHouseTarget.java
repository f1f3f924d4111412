package tributary.lake.clickhouse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.RowSource;

/**
 * A copy in ClickHouse, which has no transactions: rows go in first, then the position. In between
 * a crash leaves rows that the next write replaces, since rows of one key are told apart by the
 * version of the lake's table that they come from, and the highest one is shown.
 *
 * <p>Two copiers of one table can both pass the look at the position and write at once. Each writes
 * rows as they are at some version, and readers see those of the highest one: the race can repeat
 * work and cannot change what is left.
 */
final class ClickHouseTarget implements CopyTarget {
  private static final int SCANNED_ROWS = 4096;

  private final Connection connection;
  private final Place place;
  private final CopyShape shape;
  private final Positions positions;
  private @Nullable Preparation preparation;
  private @Nullable Ready ready;

  ClickHouseTarget(Connection connection, Place place, CopyShape shape) {
    this.connection = connection;
    this.place = place;
    this.shape = shape;
    this.positions = new Positions(connection, place, shape.source());
  }

  /** What was found when everything was there. */
  private record Ready(Tables tables, boolean hasTokens) {}

  @Override
  public CopyShape shape() {
    return shape;
  }

  @Override
  public void prepare() {
    ready();
  }

  private Ready ready() {
    if (ready == null) {
      Preparation missing = preparation();
      ready = new Ready(missing.tables(), missing.run());
    }
    return ready;
  }

  private Preparation preparation() {
    if (preparation == null) {
      Tables tables = new Tables(place, shape, Server.of(connection));
      preparation = new Preparation(connection, tables, positions);
    }
    return preparation;
  }

  private boolean isThere() {
    return ready != null || preparation().isThere();
  }

  @Override
  public Optional<CopyPosition> position() {
    return isThere() ? positions.read() : Optional.empty();
  }

  @Override
  public void write(Optional<CopyPosition> from, CopyPosition to, RowSource rows) {
    Ready now = ready();
    Optional<CopyPosition> there = positions.read();
    if (there.equals(Optional.of(to))) {
      return; // The reply to an earlier call was lost.
    }
    checkOrder(from, to);
    if (!there.equals(from)) {
      throw new CopyRefusedException(
          "Cannot write to %s from %s: its position is %s. Somebody else copies to it: stop one of the two"
              .formatted(place, words(from), words(there)));
    }
    insert(now, from, to, rows);
    positions.write(to, now.tables().server());
  }

  private void checkOrder(Optional<CopyPosition> from, CopyPosition to) {
    long before = from.map(CopyPosition::version).orElse(-1L);
    if (to.version() <= before) {
      throw new CopyRefusedException(
          "Cannot write version %d of %s to %s after version %d: was the table made anew? See docs/clickhouse.md, Start anew"
              .formatted(to.version(), shape.source(), place, before));
    }
  }

  private void insert(Ready now, Optional<CopyPosition> from, CopyPosition to, RowSource rows) {
    Tables tables = now.tables();
    Chunks chunks =
        new Chunks(
            shape.schema(),
            to.version(),
            (number, chunk) -> {
              Map<String, String> settings = new HashMap<>(tables.server().forInserts());
              if (now.hasTokens()) {
                settings.put(Server.TOKEN, token(from, to, number, chunk));
              }
              connection.insert(
                  "write to " + place, place.sql(place.rows()), tables.inserted(), chunk, settings);
            });
    rows.forEach(chunks);
    chunks.flush();
  }

  private String token(Optional<CopyPosition> from, CopyPosition to, int number, RowBuffer chunk) {
    long before = from.map(CopyPosition::version).orElse(-1L);
    return "%s:%d:%d:%d:%s".formatted(place, before, to.version(), number, chunk.hash());
  }

  @Override
  public void scan(Consumer<Rows> sink) {
    if (!isThere()) {
      return;
    }
    RowDecoder decoder = new RowDecoder(shape.schema());
    Rows batch = new Rows(shape.schema());
    connection.scan(
        "read " + place,
        preparation().tables().latest(),
        in -> {
          decoder.read(in, batch);
          if (batch.size() == SCANNED_ROWS) {
            sink.accept(batch);
            batch.clear();
          }
        });
    if (!batch.isEmpty()) {
      sink.accept(batch);
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  private static String words(Optional<CopyPosition> position) {
    return position.map(each -> "version " + each.version()).orElse("the beginning");
  }

  @Override
  public String toString() {
    return place + " in ClickHouse at " + connection;
  }
}
