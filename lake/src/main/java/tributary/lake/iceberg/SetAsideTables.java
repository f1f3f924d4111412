package tributary.lake.iceberg;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Tables of a catalog that made room for others of their name: {@code gold.dim} is then {@code
 * gold.1_replaced_dim}. No name of ours begins with a digit, and every catalog takes one that does.
 */
record SetAsideTables(Catalog catalog) {

  /** Renames the table; its files stay where they are. */
  TableIdentifier rename(TableIdentifier table) {
    TableIdentifier free = free(table);
    rename(table, free);
    return free;
  }

  /** Gives a table a name that is free. */
  void rename(TableIdentifier table, TableIdentifier name) {
    try {
      catalog.renameTable(table, name);
    } catch (RuntimeException e) {
      if (catalog.tableExists(table) || !catalog.tableExists(name)) {
        throw e;
      }
      // Only the answer was lost.
    }
  }

  private TableIdentifier free(TableIdentifier table) {
    for (int number = 1; ; number++) {
      TableIdentifier name =
          TableIdentifier.of(table.namespace(), number + "_replaced_" + table.name());
      if (!catalog.tableExists(name)) {
        return name;
      }
    }
  }

  /**
   * Where a new table's files belong if one of its name is there or was set aside: the upkeep of
   * two tables in one folder would delete each other's files. Empty where the catalog may choose.
   */
  Optional<String> freeLocation(TableIdentifier table) {
    Stream<TableIdentifier> own = catalog.tableExists(table) ? Stream.of(table) : Stream.empty();
    return Stream.concat(own, asides(table).stream())
        .findFirst()
        .map(aside -> NioFiles.path(catalog.loadTable(aside).location()))
        .map(folder -> NioFiles.location(free(folder, table.name())));
  }

  private static Path free(Path taken, String name) {
    return taken.resolveSibling(name + "-" + UUID.randomUUID());
  }

  private List<TableIdentifier> asides(TableIdentifier table) {
    Pattern name = Pattern.compile("\\d+_replaced_" + Pattern.quote(table.name()));
    return catalog.listTables(table.namespace()).stream()
        .filter(each -> name.matcher(each.name()).matches())
        .toList();
  }
}
