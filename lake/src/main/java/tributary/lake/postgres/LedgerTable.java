package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import tributary.core.ledger.LedgerException;
import tributary.core.ledger.LedgerJson;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;

/** The row that says how far one copy has come. */
final class LedgerTable {
  private final Names names;
  private final CopyShape shape;

  LedgerTable(Names names, CopyShape shape) {
    this.names = names;
    this.shape = shape;
  }

  /** Whether there is a ledger at all. */
  boolean isThere(Connection connection) throws SQLException {
    return TableForm.ledger(names).find(connection).isPresent();
  }

  Optional<CopyPosition> read(Connection connection) throws SQLException {
    String sql = "SELECT source, version, ledger FROM " + names.ledger() + " WHERE name = ?";
    try (PreparedStatement read = connection.prepareStatement(sql)) {
      read.setString(1, shape.name());
      ResultSet found = read.executeQuery();
      if (!found.next()) {
        return Optional.empty();
      }
      if (!found.getString(1).equals(shape.source())) {
        throw new CopyRefusedException(
            "Cannot copy %s to %s: that holds the rows of %s. Name the copy otherwise"
                .formatted(shape.source(), shape.name(), found.getString(1)));
      }
      return Optional.of(new CopyPosition(found.getLong(2), LedgerJson.read(found.getString(3))));
    } catch (LedgerException e) {
      throw new CopyRefusedException(
          "Cannot tell how far copy %s has come: %s".formatted(shape.name(), e.getMessage()), e);
    }
  }

  /**
   * Moves on from where the writer believes it to be. Until the transaction ends nobody else can.
   *
   * @return whether it was there
   */
  boolean move(Connection connection, Optional<CopyPosition> from, CopyPosition to)
      throws SQLException {
    return from.isEmpty() ? start(connection, to) : advance(connection, from.get(), to);
  }

  private boolean start(Connection connection, CopyPosition to) throws SQLException {
    String sql =
        "INSERT INTO %s (name, source, version, ledger, moved_at) VALUES (?, ?, ?, ?, now()) ON CONFLICT (name) DO NOTHING"
            .formatted(names.ledger());
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, shape.name());
      insert.setString(2, shape.source());
      insert.setLong(3, to.version());
      insert.setString(4, LedgerJson.write(to.ledger()));
      return insert.executeUpdate() == 1;
    }
  }

  private boolean advance(Connection connection, CopyPosition from, CopyPosition to)
      throws SQLException {
    String sql =
        "UPDATE %s SET version = ?, ledger = ?, moved_at = now() WHERE name = ? AND source = ? AND version = ?"
            .formatted(names.ledger());
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, to.version());
      update.setString(2, LedgerJson.write(to.ledger()));
      update.setString(3, shape.name());
      update.setString(4, shape.source());
      update.setLong(5, from.version());
      return update.executeUpdate() == 1;
    }
  }
}
