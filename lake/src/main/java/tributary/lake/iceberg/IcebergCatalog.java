package tributary.lake.iceberg;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import tributary.lake.disk.Disk;
import tributary.lake.table.TableForm;
import tributary.lake.table.TableLog;
import tributary.lake.table.TableReader;

/**
 * A catalog of Iceberg tables by our names: one to three parts with points between, of which all
 * but the last are the namespace; a name of one part is in the namespace {@code default}. For any
 * thread.
 */
public final class IcebergCatalog implements AutoCloseable {
  private final Catalog catalog;
  private final boolean mayLandLate;
  private final Secrets secrets;
  private final Disk disk;

  /** Whether a name means the table that is to take the place of the one of that name. */
  private final boolean isBeside;

  IcebergCatalog(Catalog catalog, boolean mayLandLate, Secrets secrets, Disk disk) {
    this(catalog, mayLandLate, secrets, disk, false);
  }

  private IcebergCatalog(
      Catalog catalog, boolean mayLandLate, Secrets secrets, Disk disk, boolean isBeside) {
    this.catalog = catalog;
    this.mayLandLate = mayLandLate;
    this.secrets = secrets;
    this.disk = disk;
    this.isBeside = isBeside;
  }

  /** The new tables that are to take the places of others; closing it closes nothing. */
  public IcebergCatalog beside() {
    return new IcebergCatalog(catalog, mayLandLate, secrets, disk, true);
  }

  private TableIdentifier identifier(String name) {
    TableIdentifier table = Names.identifier(name);
    return isBeside ? BesideTables.of(table) : table;
  }

  /**
   * The names of all tables, in no particular order.
   *
   * @throws IOException if the catalog cannot be read
   */
  public List<String> tables() throws IOException {
    List<String> names = new ArrayList<>();
    try {
      collect(Namespace.empty(), names);
      return names;
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot list the tables of the Iceberg catalog", e);
    }
  }

  private void collect(Namespace above, List<String> names) {
    for (Namespace namespace : ((SupportsNamespaces) catalog).listNamespaces(above)) {
      catalog.listTables(namespace).forEach(table -> names.add(Names.of(table)));
      if (namespace.length() < Names.MOST_LEVELS) {
        collect(namespace, names);
      }
    }
  }

  /**
   * Whether there is such a table.
   *
   * @throws IOException if the catalog cannot be read
   */
  public boolean has(String name) throws IOException {
    try {
      return catalog.tableExists(identifier(name));
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot look for table " + name, e);
    }
  }

  /**
   * Reads a table; use it only while the catalog is open.
   *
   * @throws IOException if there is none, or it cannot be read
   */
  public TableReader reader(String name) throws IOException {
    try {
      return new IcebergReader(operations(identifier(name)), secrets);
    } catch (NoSuchTableException e) {
      throw secrets.failed("Cannot find it in the Iceberg catalog", e);
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot load it from the Iceberg catalog", e);
    }
  }

  /**
   * Opens a table for writing; makes it if there is none. A table that is there keeps its own
   * schema and partitioning: compare {@link TableLog#schema} and {@link TableLog#day}.
   *
   * @throws IOException if it cannot be read or made, or not by the field ids of our files
   */
  public TableLog open(String name, TableForm form, InstantSource clock) throws IOException {
    TableIdentifier identifier = identifier(name);
    try {
      if (!catalog.tableExists(identifier)) {
        create(name, form);
      }
      return open(identifier, form, clock);
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot load it from the Iceberg catalog", e);
    }
  }

  /**
   * Renames a table, with all its versions, so that it is none of ours any more.
   *
   * @return its name now, in the same namespace
   * @throws IOException if it cannot be renamed; it is where it was, as far as the catalog answers
   */
  public String setAside(String name) throws IOException {
    try {
      return new SetAsideTables(catalog).rename(Names.identifier(name)).toString();
    } catch (RuntimeException e) {
      throw new IOException("Cannot rename it in the Iceberg catalog: " + e, e);
    }
  }

  /**
   * Lets the new table of {@link #beside} take the place of the one of its name, unless it has.
   *
   * @return what the old one is called now, in the same namespace; empty if there was none
   * @throws IOException if one of them cannot be renamed; doing it again goes on
   */
  public Optional<String> replaceByBeside(String name) throws IOException {
    try {
      return new BesideTables(catalog)
          .takePlace(Names.identifier(name))
          .map(TableIdentifier::toString);
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot rename %s in the Iceberg catalog".formatted(name), e);
    }
  }

  /**
   * Deletes the new table of {@link #beside}, if there is one, with its files.
   *
   * @throws IOException if it cannot be deleted
   */
  public void dropBeside(String name) throws IOException {
    try {
      new BesideTables(catalog).drop(Names.identifier(name));
    } catch (RuntimeException e) {
      throw secrets.failed("Cannot delete what is left of a new table " + name, e);
    }
  }

  private void create(String name, TableForm form) {
    TableIdentifier identifier = identifier(name);
    for (int levels = 1; levels <= identifier.namespace().length(); levels++) {
      create(Names.first(identifier.namespace(), levels));
    }
    Schema schema = IcebergSchema.of(form.schema());
    Catalog.TableBuilder table =
        catalog
            .buildTable(identifier, schema)
            .withPartitionSpec(Partitioning.of(form, schema))
            .withProperties(IcebergProperties.ofNewTable());
    form.definition().ifPresent(it -> table.withProperty(IcebergProperties.DEFINITION, it));
    new SetAsideTables(catalog).freeLocation(Names.identifier(name)).ifPresent(table::withLocation);
    try {
      table.create();
    } catch (AlreadyExistsException e) {
      // Another process was faster: what it made is checked like any table.
    }
  }

  private void create(Namespace namespace) {
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    try {
      if (!namespaces.namespaceExists(namespace)) {
        namespaces.createNamespace(namespace);
      }
    } catch (AlreadyExistsException e) {
      // Another process was faster.
    }
  }

  private TableLog open(TableIdentifier identifier, TableForm form, InstantSource clock)
      throws IOException {
    TableOperations operations = operations(identifier);
    TableMetadata metadata = operations.current();
    NioOutput.makeFolder(disk, Manifests.dataFolder(metadata));
    Object turn = new Object();
    return new IcebergTable(
        operations,
        Description.of(form, metadata),
        new CommitSearch(operations, mayLandLate),
        new IcebergUpkeep(operations(identifier), disk, form.retention(), clock, turn),
        secrets,
        turn);
  }

  private TableOperations operations(TableIdentifier identifier) {
    Table table = catalog.loadTable(identifier);
    return ((BaseTable) table).operations();
  }

  @Override
  public void close() throws IOException {
    if (!isBeside && catalog instanceof Closeable closeable) {
      closeable.close();
    }
  }
}
