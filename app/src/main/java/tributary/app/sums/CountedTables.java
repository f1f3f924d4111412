package tributary.app.sums;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.TableFiles;

/**
 * The tables that are counted, each at one version, so that rows and ledgers fit also while a run
 * goes on. Read in this order, bronze and quarantine hold at least what silver has taken in.
 */
record CountedTables(Snapshot silver, Snapshot quarantine, Snapshot bronze) implements TableFiles {

  static CountedTables of(Catalog catalog, Pipeline pipeline) {
    Snapshot silver = catalog.snapshot(pipeline.silver().table());
    Snapshot quarantine = catalog.snapshot(pipeline.quarantine());
    return new CountedTables(silver, quarantine, catalog.snapshot(pipeline.bronze()));
  }

  @Override
  public List<String> tables() {
    return snapshots().map(Snapshot::table).toList();
  }

  @Override
  public Optional<Files> at(String table, AsOf asOf) {
    return snapshots()
        .filter(each -> each.table().equals(table))
        .map(each -> new Files(each.schema(), each.files()))
        .findFirst();
  }

  private Stream<Snapshot> snapshots() {
    return Stream.of(silver, quarantine, bronze);
  }
}
