package tributary.lake.iceberg;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * Opens a JDBC catalog that another process may be opening for the first time too. Each makes the
 * tables of the database that it has not found; the slower one fails, and finds them when it looks
 * again.
 */
final class FirstOpening {
  private FirstOpening() {}

  static Catalog of(Supplier<Catalog> opening) {
    try {
      return opening.get();
    } catch (UncheckedSQLException e) {
      if (isRefused(e)) {
        throw e;
      }
      return opening.get();
    }
  }

  /** Whether it was not the tables: no connection (class 08), or no entry (class 28). */
  private static boolean isRefused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException it
          && it.getSQLState() != null
          && (it.getSQLState().startsWith("08") || it.getSQLState().startsWith("28"))) {
        return true;
      }
    }
    return false;
  }
}
