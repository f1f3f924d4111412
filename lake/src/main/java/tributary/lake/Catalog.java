package tributary.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tributary.core.definition.Definition;
import tributary.core.rows.Rows;
import tributary.lake.delta.DeltaReader;
import tributary.lake.disk.Disk;
import tributary.lake.iceberg.IcebergCatalog;
import tributary.lake.iceberg.IcebergCatalogs;
import tributary.lake.parquet.ParquetReader;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableReader;
import tributary.lake.table.TableVersion;

/**
 * The reading side of a data folder, and perhaps of an external Iceberg catalog: takes no lock,
 * writes nothing, and works while another process writes. Nothing stays open between two calls. For
 * any thread.
 */
public final class Catalog {
  private static final int MOST_PARTS = 3;

  private final Path root;
  private final Optional<Format.Iceberg> external;

  private Catalog(Path root, Optional<Format.Iceberg> external) {
    this.root = root.toAbsolutePath().normalize();
    this.external = external;
  }

  /** The tables below the folder, which need not exist yet, in both formats. */
  public static Catalog at(Path root) {
    return new Catalog(root, Optional.empty());
  }

  /** Those, and the tables of an external catalog; one that both have cannot be read. */
  public static Catalog at(Path root, Format.Iceberg catalog) {
    return new Catalog(root, Optional.of(catalog).filter(Format.Iceberg::isExternal));
  }

  /**
   * The names of all tables, sorted. Tables of others whose names are not such as we give are left
   * out.
   */
  public List<String> tables() {
    SortedSet<String> names = new TreeSet<>();
    try {
      if (Files.isDirectory(root)) {
        collectDelta(names);
      }
      collectIceberg(IcebergCatalogs.openEmbedded(root), names);
      collectIceberg(openExternal(), names);
      return List.copyOf(names);
    } catch (IOException | UncheckedIOException e) {
      throw new ReadFailedException("Cannot list the tables in " + root + ": " + e, e);
    }
  }

  private void collectDelta(Set<String> names) throws IOException {
    try (Stream<Path> folders = Files.walk(root, MOST_PARTS)) {
      folders
          .filter(Files::isDirectory)
          .map(folder -> root.relativize(folder).toString().replace('/', '.'))
          .filter(name -> TableName.isValid(name) && delta(name).exists())
          .forEach(names::add);
    }
  }

  private static void collectIceberg(Optional<IcebergCatalog> opened, Set<String> names)
      throws IOException {
    if (opened.isPresent()) {
      try (IcebergCatalog catalog = opened.get()) {
        catalog.tables().stream().filter(TableName::isValid).forEach(names::add);
      }
    }
  }

  private Optional<IcebergCatalog> openExternal() throws IOException {
    return external.isEmpty()
        ? Optional.empty()
        : Optional.of(IcebergCatalogs.open(root, external.get().catalog(), Disk.local()));
  }

  /**
   * Whether there is such a table.
   *
   * @throws ReadFailedException if that cannot be told
   */
  public boolean has(String table) {
    try {
      if (OnePlace.isInFolder(root, table)) {
        return true;
      }
      Optional<IcebergCatalog> opened = openExternal();
      if (opened.isEmpty()) {
        return false;
      }
      try (IcebergCatalog catalog = opened.get()) {
        return catalog.has(table);
      }
    } catch (IOException e) {
      throw new ReadFailedException("Cannot look for table " + table + ": " + e.getMessage(), e);
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

  /** What the table's rows mean; empty if nobody has said so, as for those of models. */
  public Optional<Definition> definition(String table) {
    return ask(table, TableReader::definition).map(Definition::new);
  }

  /**
   * Refuses tables whose rows mean something else than wanted. One that is not there, has taken in
   * nothing, or of which nobody has said what its rows mean, can mean anything.
   *
   * @throws TableRefusedException if there are such tables, or tables are about to be replaced
   */
  public void refuseOthers(Map<String, Definition> wanted) {
    new DefinitionCheck(this, root).refuseOthers(wanted);
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
    return ask(table, TableReader::history).stream()
        .map(
            it ->
                new CommitInfo(
                    it.version(),
                    it.time(),
                    Written.ledger(table, it.ledger().filter(Written::isLedger))))
        .toList();
  }

  /**
   * Reads all rows of one of the table's files.
   *
   * @param sink is handed batches of one reused {@link Rows}, valid during the call
   */
  public void read(Snapshot table, LiveFile file, Consumer<Rows> sink) {
    read(table, file, table.schema().names(), sink);
  }

  /** Reads some columns of all rows; see {@link #read(Snapshot, LiveFile, Consumer)}. */
  public void read(Snapshot table, LiveFile file, List<String> columns, Consumer<Rows> sink) {
    try {
      ParquetReader.read(file.path(), table.schema().select(columns), Optional.empty(), sink);
    } catch (IOException | UncheckedIOException e) {
      throw new ReadFailedException(
          "Cannot read table " + table.table() + ": " + e.getMessage(), e);
    }
  }

  private Snapshot read(String table, Question<TableVersion> question) {
    TableVersion found = ask(table, question);
    return new Snapshot(
        table,
        found.version(),
        found.committedAt(),
        found.schema(),
        found.files(),
        Written.ledger(table, found.ledger().filter(Written::isLedger)),
        Written.sources(table, found.ledger()));
  }

  @FunctionalInterface
  private interface Question<T> {
    T of(TableReader reader) throws IOException;
  }

  private <T> T ask(String table, Question<T> question) {
    try {
      Optional<T> answer = askIceberg(openExternal(), table, question);
      if (answer.isEmpty()) {
        return askFolder(table, question);
      }
      if (OnePlace.isInFolder(root, table)) {
        throw new IOException(
            "the Iceberg catalog has one of that name, and %s another. Move one of them away"
                .formatted(root));
      }
      return answer.get();
    } catch (IOException e) {
      throw unreadable(table, e);
    }
  }

  private <T> T askFolder(String table, Question<T> question) throws IOException {
    DeltaReader delta = delta(table);
    if (!delta.exists()) {
      Optional<T> answer = askIceberg(IcebergCatalogs.openEmbedded(root), table, question);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return question.of(delta);
  }

  private static <T> Optional<T> askIceberg(
      Optional<IcebergCatalog> opened, String table, Question<T> question) throws IOException {
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (IcebergCatalog catalog = opened.get()) {
      return catalog.has(table)
          ? Optional.of(question.of(catalog.reader(table)))
          : Optional.empty();
    }
  }

  private DeltaReader delta(String table) {
    return new DeltaReader(TableName.folder(root, table));
  }

  private static ReadFailedException unreadable(String table, Exception cause) {
    return new ReadFailedException("Cannot read table " + table + ": " + cause.getMessage(), cause);
  }
}
