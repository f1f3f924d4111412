package tributary.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.LedgerException;
import tributary.core.ledger.LedgerJson;
import tributary.core.ledger.ModelSources;
import tributary.core.ledger.ModelSourcesJson;
import tributary.core.rows.Rows;
import tributary.lake.delta.DeltaReader;
import tributary.lake.parquet.ParquetReader;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableReader;
import tributary.lake.table.TableVersion;

/**
 * The reading side of a data folder: takes no lock, writes nothing, and works while another process
 * writes. For any thread.
 */
public final class Catalog {
  private static final int MOST_PARTS = 3;

  private final Path root;

  private Catalog(Path root) {
    this.root = root;
  }

  /** The tables below the folder, which need not exist yet. */
  public static Catalog at(Path root) {
    return new Catalog(root.toAbsolutePath().normalize());
  }

  /** The names of all tables, sorted. */
  public List<String> tables() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.walk(root, MOST_PARTS)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> root.relativize(folder).toString().replace('/', '.'))
          .filter(name -> TableName.isValid(name) && reader(name).exists())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ReadFailedException("Cannot list the tables in " + root + ": " + e, e);
    }
  }

  /**
   * The newest version.
   *
   * @throws ReadFailedException if there is no such table, or it cannot be read; so in all methods
   */
  public Snapshot snapshot(String table) {
    return read(table, TableReader::latest);
  }

  /** The given version, as far back as the table's retention reaches. */
  public Snapshot asOf(String table, long version) {
    return read(table, reader -> reader.at(version));
  }

  /** The version that was the newest at the given time. */
  public Snapshot asOf(String table, Instant time) {
    return read(table, reader -> reader.at(time));
  }

  /** The commits within the table's retention, oldest first. */
  public List<CommitInfo> history(String table) {
    try {
      return reader(table).history().stream()
          .map(
              it ->
                  new CommitInfo(
                      it.version(),
                      it.time(),
                      ledger(table, it.ledger().filter(Catalog::isLedger))))
          .toList();
    } catch (IOException e) {
      throw unreadable(table, e);
    }
  }

  /**
   * Reads all rows of one of the table's files.
   *
   * @param sink is handed batches of one reused {@link Rows}, valid during the call
   */
  public void read(Snapshot table, LiveFile file, Consumer<Rows> sink) {
    try {
      ParquetReader.read(file.path(), table.schema(), Optional.empty(), sink);
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(table.table(), e);
    }
  }

  private Snapshot read(String table, Reading reading) {
    try {
      TableVersion found = reading.of(reader(table));
      return new Snapshot(
          table,
          found.version(),
          found.committedAt(),
          found.schema(),
          found.files(),
          ledger(table, found.ledger().filter(Catalog::isLedger)),
          sources(table, found.ledger()));
    } catch (IOException e) {
      throw unreadable(table, e);
    }
  }

  @FunctionalInterface
  private interface Reading {
    TableVersion of(TableReader reader) throws IOException;
  }

  private DeltaReader reader(String table) {
    return new DeltaReader(TableName.folder(root, table));
  }

  private static ReadFailedException unreadable(String table, Exception cause) {
    return new ReadFailedException("Cannot read table " + table + ": " + cause.getMessage(), cause);
  }

  private static boolean isLedger(String json) {
    return !ModelSourcesJson.is(json);
  }

  /** What a model's table was made of; empty for other tables. */
  static Optional<ModelSources> sources(String table, Optional<String> json) {
    try {
      return json.filter(ModelSourcesJson::is).map(ModelSourcesJson::read);
    } catch (LedgerException e) {
      throw new ReadFailedException(
          "Cannot read what table " + table + " was made of: " + e.getMessage(), e);
    }
  }

  /** The ledger of a table that is no model's. */
  static Optional<Ledger> ledger(String table, Optional<String> json) {
    try {
      return json.map(LedgerJson::read);
    } catch (LedgerException e) {
      throw new ReadFailedException(
          "Cannot read the ledger of table " + table + ": " + e.getMessage(), e);
    }
  }
}
