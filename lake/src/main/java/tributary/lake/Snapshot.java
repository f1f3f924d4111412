package tributary.lake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.ModelSources;
import tributary.core.rows.Schema;
import tributary.lake.table.LiveFile;

/**
 * A table at one version.
 *
 * @param live Parquet files that together hold the table's rows; they stay readable for the table's
 *     retention after a later version replaced them
 * @param ledger empty before the first commit of a runner, and for the table of a model
 * @param model what the table of a model was made of; empty for other tables, and before it was
 *     made
 */
public record Snapshot(
    String table,
    long version,
    Instant committedAt,
    Schema schema,
    List<LiveFile> live,
    Optional<Ledger> ledger,
    Optional<ModelSources> model) {

  public Snapshot {
    live = List.copyOf(live);
  }

  /** Where the files of {@link #live} are. */
  public List<Path> files() {
    return live.stream().map(LiveFile::path).toList();
  }

  /** The number of the table's rows. */
  public long rows() {
    return live.stream().mapToLong(LiveFile::rows).sum();
  }
}
