package tributary.lake.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import tributary.core.ledger.LedgerException;
import tributary.core.ledger.LedgerJson;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;

/** The positions of copies, in a table beside them; of one copy the highest version counts. */
record Positions(Connection connection, Place place, String source) {
  private static final List<String> COLUMNS = List.of("name", "source", "version", "ledger");

  Optional<CopyPosition> read() {
    String select =
        "source, toString(version), ledger FROM %s FINAL WHERE name = %s"
            .formatted(place.sql(Place.COPIES), Place.literal(place.view()));
    List<List<String>> rows = connection.texts("read the position of " + place, select, 3);
    return rows.isEmpty() ? Optional.empty() : Optional.of(position(rows.get(0)));
  }

  private CopyPosition position(List<String> row) {
    if (!row.get(0).equals(source)) {
      throw new CopyRefusedException(
          "Cannot copy %s to %s: that is a copy of %s. Give the copy another name"
              .formatted(source, place, row.get(0)));
    }
    try {
      return new CopyPosition(Long.parseLong(row.get(1)), LedgerJson.read(row.get(2)));
    } catch (LedgerException | NumberFormatException e) {
      throw new CopyRefusedException(
          "Cannot read the position of %s in %s.%s: %s"
              .formatted(place, place.database(), Place.COPIES, e.getMessage()),
          e);
    }
  }

  void write(CopyPosition position, Server server) {
    RowBuffer row = new RowBuffer();
    put(row, place.view());
    put(row, source);
    row.putLong(position.version());
    put(row, LedgerJson.write(position.ledger()));
    connection.insert(
        "write the position of " + place,
        place.sql(Place.COPIES),
        COLUMNS,
        row,
        server.forInserts());
  }

  private static void put(RowBuffer row, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    row.putString(bytes, 0, bytes.length);
  }
}
