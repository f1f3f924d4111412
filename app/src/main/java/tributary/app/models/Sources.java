package tributary.app.models;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.core.ledger.ModelSources;
import tributary.core.ledger.ModelSources.Version;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.TableFiles;

/**
 * The tables that one question names, each at one version that stays the same while it is answered;
 * it finds no other.
 */
record Sources(SortedMap<String, Snapshot> snapshots) implements TableFiles {

  /**
   * Fixes the versions.
   *
   * @throws tributary.serve.sql.SqlException if the question names a table that is not there
   * @throws tributary.lake.ReadFailedException if one cannot be read
   */
  static Sources of(ModelFile model, Catalog catalog) {
    List<String> others =
        catalog.tables().stream().filter(table -> !table.equals(model.table())).toList();
    SortedMap<String, Snapshot> snapshots = new TreeMap<>();
    for (String table : model.tables().among(others)) {
      snapshots.put(table, catalog.snapshot(table));
    }
    return new Sources(snapshots);
  }

  /** What the commit of the model's table says of them. */
  ModelSources forCommit(ModelFile model) {
    SortedMap<String, Version> versions = new TreeMap<>();
    snapshots.forEach(
        (table, found) ->
            versions.put(table, new Version(found.version(), found.committedAt().toEpochMilli())));
    return new ModelSources(model.sha256(), versions);
  }

  @Override
  public List<String> tables() {
    return List.copyOf(snapshots.keySet());
  }

  @Override
  public Optional<Files> at(String table, AsOf asOf) {
    return Optional.ofNullable(snapshots.get(table))
        .map(found -> new Files(found.schema(), found.files()));
  }
}
