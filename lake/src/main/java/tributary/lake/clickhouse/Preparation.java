package tributary.lake.clickhouse;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;

/** Makes what is missing of a copy, and touches nothing that is there. */
record Preparation(Connection connection, Tables tables, Positions positions) {
  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /** Checks what is there, and makes nothing; says whether rows and position can be read. */
  boolean isThere() {
    Place place = tables.place();
    tables.server().demand(tables.rows().columns());
    Existing existing = Existing.of(connection, place);
    check(existing);
    if (!existing.has(Place.COPIES)) {
      return false;
    }
    refuseLostRows(existing);
    return existing.has(place.rows());
  }

  /** Makes and checks; says whether inserts may carry tokens. */
  boolean run() {
    Place place = tables.place();
    tables.server().demand(tables.rows().columns());
    makeDatabase(place);
    check(Existing.of(connection, place));
    connection.run("make " + Place.COPIES, tables.createPositions());
    refuseLostRows(Existing.of(connection, place));
    connection.run("make " + place.rows(), tables.createRows());
    connection.run("make " + place, tables.createView());
    Existing made = Existing.of(connection, place);
    check(made);
    return areTokensKept(made);
  }

  /** Asked first: a user may write to a database without the right to make one. */
  private void makeDatabase(Place place) {
    String select = "name FROM system.databases WHERE name = " + Place.literal(place.database());
    if (connection.texts("look for database " + place.database(), select, 1).isEmpty()) {
      connection.run(
          "make database " + place.database(),
          "CREATE DATABASE IF NOT EXISTS " + Place.quote(place.database()));
    }
  }

  private void check(Existing existing) {
    existing.checkTable(Place.COPIES, Tables.positions());
    existing.checkTable(tables.place().rows(), tables.rows());
    existing.checkView(tables.viewed());
  }

  /** A new table under an old position would stay without the rows before it. */
  private void refuseLostRows(Existing existing) {
    Place place = tables.place();
    Optional<CopyPosition> position = positions.read();
    if (position.isPresent() && !existing.has(place.rows())) {
      throw new CopyRefusedException(
          "Cannot go on with %s: its position is version %d, but the table %s is gone. To copy anew: ALTER TABLE %s DELETE WHERE name = %s"
              .formatted(
                  place,
                  position.get().version(),
                  place.rows(),
                  place.sql(Place.COPIES),
                  Place.literal(place.view())));
    }
  }

  private boolean areTokensKept(Existing made) {
    String version = tables.server().version();
    boolean kept = tables.server().hasTokens() && made.keepsTokens(tables.place().rows());
    if (kept) {
      LOG.info(
          "Copying {} to {} in ClickHouse {}: a repeated insert is dropped by its token",
          tables.shape().source(),
          tables.place(),
          version);
    } else {
      LOG.warn(
          "Copying {} to {} in ClickHouse {}, where inserts have no tokens ({}): a repeated insert is"
              + " merged away by its rows' keys",
          tables.shape().source(),
          tables.place(),
          version,
          tables.server().hasTokens() ? Server.WINDOW + " is 0" : "they came with 22.2");
    }
    return kept;
  }
}
