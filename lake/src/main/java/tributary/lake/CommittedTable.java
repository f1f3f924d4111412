package tributary.lake;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.delta.DeltaReader;
import tributary.lake.iceberg.IcebergCatalogs;
import tributary.lake.parquet.ParquetReader;
import tributary.lake.parquet.RowTest;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TablePlace;
import tributary.lake.table.TableReader;
import tributary.lake.table.TableVersion;

/**
 * What a table of a lake held when it was asked for this: readable on any machine that sees its
 * files, without the lake's lock and without its catalog. The log is read once, with the first
 * question; other versions are read as long as they have the same ledger, and so the same rows. For
 * one thread.
 */
public final class CommittedTable implements Serializable {
  private static final long serialVersionUID = 1;

  private final String name;
  private final TablePlace place;
  private final @Nullable String expectedLedger;
  private transient @Nullable TableVersion version;

  /**
   * @param expectedLedger the ledger of the commit that is to be read; null before the first
   */
  CommittedTable(String name, TablePlace place, @Nullable String expectedLedger) {
    this.name = name;
    this.place = place;
    this.expectedLedger = expectedLedger;
  }

  /**
   * Hands over some columns of the rows of a range, in no particular order, in batches that are
   * valid during the call.
   *
   * @param within files that hold no row of this range either are left out; the rows of the others
   *     are not tested by it
   * @throws ReadFailedException if it cannot be read; so in all methods
   */
  public void scan(
      List<String> columns, ColumnRange range, Optional<ColumnRange> within, Consumer<Rows> sink) {
    Schema schema = version().schema();
    Field tested = schema.field(schema.indexOf(range.column()));
    RowTest test = new RowTest(tested, value -> value >= range.from() && value < range.until());
    read(
        file -> mayHold(file, range) && within.map(it -> mayHold(file, it)).orElse(true),
        schema.select(columns),
        Optional.of(test),
        sink);
  }

  private static boolean mayHold(LiveFile file, ColumnRange range) {
    return file.mayHold(range.column(), range.from(), range.until());
  }

  /** Hands over the rows of a range with all their columns; see {@link #scan}. */
  public void scan(ColumnRange range, Consumer<Rows> sink) {
    scan(version().schema().names(), range, Optional.empty(), sink);
  }

  /** The rows of a table of windows or gaps that may still change, for the caller to keep. */
  public Rows open() {
    Rows open = new Rows(version().schema());
    read(
        WindowTable::isOpen,
        version().schema(),
        Optional.empty(),
        batch -> WindowTable.append(batch, open));
    return open;
  }

  private void read(
      Predicate<LiveFile> files, Schema columns, Optional<RowTest> test, Consumer<Rows> sink) {
    for (LiveFile file : version().files()) {
      if (files.test(file)) {
        try {
          ParquetReader.read(file.path(), columns, test, sink);
        } catch (IOException | UncheckedIOException e) {
          throw unreadable(e);
        }
      }
    }
  }

  private TableVersion version() {
    TableVersion known = version;
    if (known == null) {
      try {
        known = reader().latest();
      } catch (IOException e) {
        throw unreadable(e);
      }
      if (!Objects.equals(expectedLedger, known.ledger().orElse(null))) {
        throw new ReadFailedException(
            "Cannot read table %s at %s: it holds another commit than the one that is asked for. Either another writer has committed, which must be stopped, or this machine sees files of others late; the task is tried again"
                .formatted(name, place.location()));
      }
      version = known;
    }
    return known;
  }

  private TableReader reader() {
    return switch (place.kind()) {
      case DELTA_FOLDER -> new DeltaReader(Path.of(place.location()));
      case ICEBERG_METADATA -> IcebergCatalogs.readerOf(place.location());
    };
  }

  private ReadFailedException unreadable(Exception cause) {
    return new ReadFailedException(
        "Cannot read table " + name + " at " + place.location() + ": " + cause.getMessage(), cause);
  }
}
