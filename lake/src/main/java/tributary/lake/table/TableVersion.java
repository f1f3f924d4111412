package tributary.lake.table;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.core.rows.Schema;

/** What a table holds at one version. */
public record TableVersion(
    long version,
    Instant committedAt,
    Schema schema,
    List<LiveFile> files,
    Optional<String> ledger) {

  public TableVersion {
    files = List.copyOf(files);
  }
}
