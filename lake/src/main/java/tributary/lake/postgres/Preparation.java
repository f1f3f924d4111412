package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;

/** Makes what is missing on the server, in one transaction; two at once wait for each other. */
final class Preparation {
  /** Any number, the same in all our processes: "trib" in ASCII. */
  private static final long LOCK = 0x74726962L;

  private final Names names;
  private final CopyShape shape;
  private final LedgerTable ledger;

  Preparation(Names names, CopyShape shape, LedgerTable ledger) {
    this.names = names;
    this.shape = shape;
    this.ledger = ledger;
  }

  void in(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement()) {
      lock.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }
    requireUtf8(connection);
    Rights rights = new Rights(names);
    rights.prepare(connection);
    ledger(connection);
    table(connection);
    new FlatView(names, shape.shown()).prepare(connection);
    rights.grant(connection);
  }

  private void requireUtf8(Connection connection) throws SQLException {
    try (Statement ask = connection.createStatement();
        ResultSet encoding = ask.executeQuery("SHOW server_encoding")) {
      encoding.next();
      if (!encoding.getString(1).equals("UTF8")) {
        throw new CopyRefusedException(
            "Cannot copy into a database whose encoding is %s: it cannot hold all text. Make one with ENCODING 'UTF8'"
                .formatted(encoding.getString(1)));
      }
    }
  }

  private void ledger(Connection connection) throws SQLException {
    TableForm form = TableForm.ledger(names);
    Optional<Long> there = form.find(connection);
    if (there.isPresent()) {
      form.check(connection, there.get());
    } else {
      form.make(connection);
    }
  }

  private void table(Connection connection) throws SQLException {
    TableForm form = TableForm.of(names, shape);
    Optional<Long> there = form.find(connection);
    if (there.isPresent()) {
      form.check(connection, there.get());
      ledger.read(connection);
    } else if (ledger.read(connection).isPresent()) {
      throw new CopyRefusedException(
          "Cannot find table %s, of which the ledger says that it holds rows. To copy it anew: DELETE FROM %s WHERE name = '%s'"
              .formatted(names.base(), names.ledger(), shape.name()));
    } else {
      form.make(connection);
      form.indexTime(connection, shape);
    }
  }
}
