package tributary.serve.sql;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** At which point of their history tables are read. */
public sealed interface AsOf {

  /** The newest commit. */
  record Now() implements AsOf {
    @Override
    public String toString() {
      return "now";
    }
  }

  /** The table's own version of this number. */
  record Version(long number) implements AsOf {
    @Override
    public String toString() {
      return "version " + number;
    }
  }

  /** The newest commit at or before this time. */
  record Time(Instant instant) implements AsOf {
    @Override
    public String toString() {
      return instant.toString();
    }
  }

  /**
   * Reads a version number, or a time with its zone in ISO 8601.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static AsOf parse(String text) {
    if (text.matches("\\d{1,18}")) {
      return new Version(Long.parseLong(text));
    }
    try {
      return new Time(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "Invalid point in time: %s (write a version such as 12, or a time such as %s)"
              .formatted(text, "2026-11-20T13:00:00Z"),
          e);
    }
  }
}
