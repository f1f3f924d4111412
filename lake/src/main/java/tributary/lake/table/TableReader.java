package tributary.lake.table;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table at any version that its log still holds, also while another process writes it. For
 * any thread.
 */
public interface TableReader {

  /**
   * The newest version.
   *
   * @throws IOException if there is no table, or it cannot be read; so in all methods
   */
  TableVersion latest() throws IOException;

  /** What the rows mean, as far as the writer has said so. */
  Optional<String> definition() throws IOException;

  /** The given version. */
  TableVersion at(long version) throws IOException;

  /** The version that was the newest at the given time. */
  TableVersion at(Instant time) throws IOException;

  /** The commits that the log still holds, oldest first. */
  List<TableCommit> history() throws IOException;
}
