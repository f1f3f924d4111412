package tributary.lake.iceberg;

import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Tables of a catalog that are to take the places of others: the one for {@code gold.dim} is {@code
 * gold.0_rebuilt_dim}. No name of ours begins with a digit. Its files lie in a folder of its own,
 * where they stay.
 */
record BesideTables(Catalog catalog) {

  static TableIdentifier of(TableIdentifier table) {
    return TableIdentifier.of(table.namespace(), "0_rebuilt_" + table.name());
  }

  /**
   * Lets the new table take its place, in two steps: between them there is none of that name. Does
   * nothing if it has taken it already.
   *
   * @return what the old one is called now; empty if there was none
   */
  Optional<TableIdentifier> takePlace(TableIdentifier table) {
    TableIdentifier beside = of(table);
    if (!catalog.tableExists(beside)) {
      return Optional.empty();
    }
    SetAsideTables asides = new SetAsideTables(catalog);
    Optional<TableIdentifier> old =
        catalog.tableExists(table) ? Optional.of(asides.rename(table)) : Optional.empty();
    asides.rename(beside, table);
    return old;
  }

  /** Deletes a new table that nobody needs, with its files. */
  void drop(TableIdentifier table) {
    if (catalog.tableExists(of(table))) {
      catalog.dropTable(of(table), true);
    }
  }
}
