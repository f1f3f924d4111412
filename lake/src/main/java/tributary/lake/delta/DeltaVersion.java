package tributary.lake.delta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.core.rows.Schema;

/** What a table holds at one version. */
public record DeltaVersion(
    long version,
    Instant committedAt,
    Schema schema,
    List<LiveFile> files,
    Optional<String> ledger) {

  public DeltaVersion {
    files = List.copyOf(files);
  }
}
