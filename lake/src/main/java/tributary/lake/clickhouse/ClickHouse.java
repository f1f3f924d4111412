package tributary.lake.clickhouse;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;

/** The way to copies in ClickHouse. */
public final class ClickHouse {
  private ClickHouse() {}

  /**
   * A copy in ClickHouse; nothing is asked of the server yet.
   *
   * @param properties {@code url} as in {@code http://localhost:8123}, and where the server wants
   *     others than {@code default} and no password: {@code user}, {@code password}, {@code
   *     database}; {@code insecure=true} for plain http to another machine
   * @param shape its name is that of a view in the database, or of a database and a view with a
   *     point between
   * @throws IllegalArgumentException if a property is unknown, missing or invalid; the password is
   *     never part of the message
   * @throws CopyRefusedException if ClickHouse cannot hold such a table
   */
  public static CopyTarget open(Map<String, String> properties, CopyShape shape) {
    Access access = Access.of(properties);
    Attempts attempts = new Attempts(LockSupport::parkNanos, RandomGenerator.getDefault());
    return new ClickHouseTarget(new Connection(access, attempts), Place.of(shape, access), shape);
  }
}
