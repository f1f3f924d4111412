package tributary.app.tables;

import java.util.List;
import java.util.Optional;
import tributary.lake.Catalog;
import tributary.lake.ReadFailedException;
import tributary.lake.Snapshot;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.TableFiles;

/** The files of the lake's tables at one point of their history. */
public record LakeFiles(Catalog catalog) implements TableFiles {

  @Override
  public List<String> tables() {
    return catalog.tables();
  }

  @Override
  public Optional<Files> at(String table, AsOf asOf) {
    return snapshot(table, asOf).map(found -> new Files(found.schema(), found.files()));
  }

  /** A table that does not reach back that far is no fault: questions need not name it. */
  private Optional<Snapshot> snapshot(String table, AsOf asOf) {
    if (asOf instanceof AsOf.Now) {
      return Optional.of(catalog.snapshot(table));
    }
    try {
      return Optional.of(
          asOf instanceof AsOf.Version version
              ? catalog.asOf(table, version.number())
              : catalog.asOf(table, ((AsOf.Time) asOf).instant()));
    } catch (ReadFailedException absent) {
      return Optional.empty();
    }
  }
}
