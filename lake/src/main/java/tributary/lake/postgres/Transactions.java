package tributary.lake.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyUnavailableException;

/** Does work in transactions, each as a whole or not at all, and anew after what may pass. */
final class Transactions {
  private static final int MOST_ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final String LOCK_MILLIS = "10000";

  /** Between statements we do nothing; who does is gone, and what it locked has to become free. */
  private static final String IDLE_MILLIS = "30000";

  /**
   * Local to the transaction, so that a pooler between does not mix them up. What a server's owner
   * set to more than {@code on} stays.
   */
  private static final String BEGIN =
      """
      SELECT set_config('search_path', 'pg_catalog, pg_temp', true),
        set_config('statement_timeout', ?, true),
        set_config('idle_in_transaction_session_timeout', ?, true),
        set_config('lock_timeout', ?, true),
        set_config('client_min_messages', 'error', true),
        set_config('synchronous_commit',
          CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true)
      """;

  private final Settings settings;
  private final Link link;
  private final Pause pause;

  Transactions(Settings settings, Link link, Pause pause) {
    this.settings = settings;
    this.link = link;
    this.pause = pause;
  }

  /** What is done in a transaction. May be called again, in another one. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** An error on the way through code that knows none of SQL. */
  static final class Passed extends RuntimeException {
    final transient SQLException error;

    Passed(SQLException error) {
      super(error);
      this.error = error;
    }
  }

  /**
   * Does the work and commits it.
   *
   * @param doing what cannot be done if this fails
   * @throws CopyRefusedException if it will not succeed
   * @throws CopyUnavailableException if it did not succeed, several times in a row
   */
  <T> T run(String doing, Work<T> work) {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(settings.statementMillis(), work);
      } catch (SQLException e) {
        if (Trouble.of(e) != Trouble.AGAIN || attempt == MOST_ATTEMPTS) {
          throw told(doing, e);
        }
      }
      pause(doing, pauseMillis);
      pauseMillis *= 2;
    }
  }

  /**
   * Does work once that must not be done in part and then again; it may take as long as it needs.
   */
  void runOnce(String doing, Work<Boolean> work) {
    run(doing, connection -> true);
    try {
      once(0, work);
    } catch (SQLException e) {
      throw told(doing, e);
    }
  }

  void close() {
    link.drop();
  }

  private <T> T once(long statementMillis, Work<T> work) throws SQLException {
    boolean isDone = false;
    try {
      Connection connection = link.connection();
      begin(connection, statementMillis);
      T result = work.in(connection);
      connection.commit();
      isDone = true;
      return result;
    } catch (Passed e) {
      throw e.error;
    } finally {
      if (!isDone) {
        link.drop();
      }
    }
  }

  private void begin(Connection connection, long statementMillis) throws SQLException {
    try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setString(1, String.valueOf(statementMillis));
      begin.setString(2, IDLE_MILLIS);
      begin.setString(3, LOCK_MILLIS);
      begin.execute();
    }
  }

  private RuntimeException told(String doing, SQLException e) {
    String message =
        "Cannot %s at PostgreSQL %s: %s".formatted(doing, settings.place(), Trouble.words(e));
    return Trouble.of(e) == Trouble.NEVER
        ? new CopyRefusedException(message + advice(e), e)
        : new CopyUnavailableException(message + advice(e), e);
  }

  private String advice(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.startsWith("28")) {
      return ". Correct postgres.user and postgres.password, or pg_hba.conf of the server";
    }
    if (state.equals("57014")) {
      return ". A statement may take %d s; if a big table is being copied for the first time, raise postgres.socketTimeout"
          .formatted(settings.statementMillis() / 1000);
    }
    if (Trouble.of(e) != Trouble.NEVER) {
      return "";
    }
    if (state.startsWith("08")) {
      return ". Its certificate was not accepted: use the name that it bears, and name the authority in postgres.sslrootcert";
    }
    return state.equals("42501") ? ". Grant " + settings.user() + " what it lacks" : "";
  }

  private void pause(String doing, long millis) {
    try {
      pause.millis(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CopyUnavailableException("Cannot " + doing + ": interrupted", e);
    }
  }
}
