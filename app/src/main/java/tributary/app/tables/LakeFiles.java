package tributary.app.tables;

import java.util.List;
import java.util.Optional;
import tributary.lake.Catalog;
import tributary.lake.ReadFailedException;
import tributary.lake.Snapshot;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.SqlException;
import tributary.serve.sql.TableFiles;

/** The files of the lake's tables at one point of their history. */
public record LakeFiles(Catalog catalog) implements TableFiles {

  @Override
  public List<String> tables() {
    return catalog.tables();
  }

  @Override
  public Optional<Files> at(String table, AsOf asOf) {
    try {
      Snapshot found = snapshot(table, asOf);
      return Optional.of(new Files(found.schema(), found.files()));
    } catch (ReadFailedException unreadable) {
      throw new SqlException(String.valueOf(unreadable.getMessage()));
    }
  }

  private Snapshot snapshot(String table, AsOf asOf) {
    if (asOf instanceof AsOf.Version version) {
      return catalog.asOf(table, version.number());
    }
    return asOf instanceof AsOf.Time time
        ? catalog.asOf(table, time.instant())
        : catalog.snapshot(table);
  }
}
