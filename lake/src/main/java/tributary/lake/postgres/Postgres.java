package tributary.lake.postgres;

import java.util.Map;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;

/** The door to copies in PostgreSQL. */
public final class Postgres {
  private Postgres() {}

  /**
   * A copied table on a server. Nothing is connected before the first question.
   *
   * @param properties what is said about the server: {@code url} as {@code
   *     jdbc:postgresql://HOST:PORT/DATABASE} and {@code user} at least; docs/postgresql.md has all
   * @throws CopyRefusedException if a property or a name cannot be used; no message has the
   *     password
   */
  public static CopyTarget open(Map<String, String> properties, CopyShape shape) {
    return open(properties, shape, Thread::sleep);
  }

  static CopyTarget open(Map<String, String> properties, CopyShape shape, Pause pause) {
    Settings settings = Settings.of(properties);
    Transactions transactions = new Transactions(settings, new Link(settings), pause);
    return new PostgresTarget(shape, Names.of(settings, shape), transactions);
  }
}
