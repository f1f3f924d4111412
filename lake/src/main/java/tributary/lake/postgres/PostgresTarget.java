package tributary.lake.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;
import tributary.lake.copy.RowSource;

/** A copied table in PostgreSQL: rows and position change in one transaction. */
final class PostgresTarget implements CopyTarget {
  private final CopyShape shape;
  private final Names names;
  private final Transactions transactions;
  private final LedgerTable ledger;
  private final Merge merge;

  /** Where a commit of ours led whose reply has not come: it may be there or not. */
  private Optional<CopyPosition> unsure = Optional.empty();

  PostgresTarget(CopyShape shape, Names names, Transactions transactions) {
    this.shape = shape;
    this.names = names;
    this.transactions = transactions;
    this.ledger = new LedgerTable(names, shape);
    this.merge = new Merge(names, shape);
  }

  @Override
  public CopyShape shape() {
    return shape;
  }

  @Override
  public void prepare() {
    Preparation preparation = new Preparation(names, shape, ledger);
    transactions.run(
        "prepare copy " + shape.name(),
        connection -> {
          preparation.in(connection);
          return true;
        });
  }

  @Override
  public Optional<CopyPosition> position() {
    return transactions.run(
        "read how far copy " + shape.name() + " has come",
        connection ->
            ledger.isThere(connection) ? ledger.read(connection) : Optional.<CopyPosition>empty());
  }

  @Override
  public void write(Optional<CopyPosition> from, CopyPosition to, RowSource rows) {
    transactions.run("write copy " + shape.name(), connection -> write(connection, from, to, rows));
    unsure = Optional.empty();
  }

  /**
   * The position moves first: who cannot move it finds out before copying, and waits where the
   * transaction of a connection that was lost is still being ended. So a repetition after a lost
   * reply sees for certain whether the commit took place.
   */
  private boolean write(
      Connection connection, Optional<CopyPosition> from, CopyPosition to, RowSource rows)
      throws SQLException {
    if (!ledger.move(connection, from, to)) {
      Optional<CopyPosition> there = ledger.read(connection);
      if (there.isPresent() && there.equals(unsure)) {
        return isAt(to, there.get());
      }
      throw moved(from, there);
    }
    if (from.isEmpty() && !merge.isEmpty(connection)) {
      throw new CopyRefusedException(
          "Cannot begin copy %s: table %s holds rows of which the ledger knows nothing. TRUNCATE it, or rename it"
              .formatted(shape.name(), names.base()));
    }
    merge.in(connection, rows);
    unsure = Optional.of(to);
    return true;
  }

  /** Whether the earlier commit of ours that came through was this one; else it is gone on from. */
  private boolean isAt(CopyPosition to, CopyPosition there) {
    if (!there.equals(to)) {
      throw new CopyUnavailableException(
          "Cannot write copy %s from where it stood: an earlier write to version %d, whose reply was lost, came through meanwhile. The next one goes on from there"
              .formatted(shape.name(), there.version()));
    }
    return true;
  }

  private CopyRefusedException moved(Optional<CopyPosition> from, Optional<CopyPosition> there) {
    return new CopyRefusedException(
        "Cannot write copy %s: it stands at version %s instead of %s, so somebody else writes it too. Let one program write it"
            .formatted(shape.name(), version(there), version(from)));
  }

  private static String version(Optional<CopyPosition> position) {
    return position.map(at -> String.valueOf(at.version())).orElse("none");
  }

  @Override
  public void scan(Consumer<Rows> sink) {
    transactions.runOnce(
        "read copy " + shape.name(),
        connection -> {
          scan(connection, sink);
          return true;
        });
  }

  /** COPY streams as a cursor does, and in the same form in which rows are written. */
  private void scan(Connection connection, Consumer<Rows> sink) throws SQLException {
    String sql =
        "COPY %s (%s) TO STDOUT (FORMAT binary)"
            .formatted(names.base(), Names.quoted(shape.schema().names()));
    PGConnection server = connection.unwrap(PGConnection.class);
    try (InputStream in = new BufferedInputStream(new PGCopyInputStream(server, sql), 1 << 16)) {
      new BinaryInput(shape.schema(), in).forEach(sink);
    } catch (IOException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new SQLException("The rows could not be read: " + e.getMessage(), "08006", e);
    }
  }

  @Override
  public void close() {
    transactions.close();
  }

  @Override
  public String toString() {
    return "PostgreSQL copy of " + shape.source() + " as " + shape.name();
  }
}
