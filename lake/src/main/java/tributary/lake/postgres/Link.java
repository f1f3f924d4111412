package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** The connection, made when it is needed. */
final class Link {
  private final Settings settings;
  private @Nullable Connection connection;

  Link(Settings settings) {
    this.settings = settings;
  }

  Connection connection() throws SQLException {
    if (connection == null) {
      connection = connect();
    }
    return connection;
  }

  private Connection connect() throws SQLException {
    @Nullable Connection made = new Driver().connect(settings.url(), settings.driver());
    if (made == null) {
      throw new SQLException("The driver does not know such an address", "08001");
    }
    try {
      made.setAutoCommit(false);
      made.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      return made;
    } catch (SQLException e) {
      made.abort(Runnable::run);
      throw e;
    }
  }

  /** Ends the connection at once, whatever it is doing; the server rolls back. */
  void drop() {
    Connection dropped = connection;
    connection = null;
    if (dropped != null) {
      try {
        dropped.abort(Runnable::run);
      } catch (SQLException alreadyGone) {
        // Nothing is left to be ended.
      }
    }
  }
}
