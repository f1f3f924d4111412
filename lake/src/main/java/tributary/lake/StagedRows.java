package tributary.lake;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tributary.lake.parquet.WrittenFile;

/**
 * Files of rows that were written and synced but are in no table yet. Travels from the machine that
 * wrote them to the one that commits.
 */
public final class StagedRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final String table;

  @SuppressWarnings("serial") // always an immutable list of files, which travel
  private final List<WrittenFile> files;

  StagedRows(String table, List<WrittenFile> files) {
    this.table = table;
    this.files = List.copyOf(files);
  }

  /**
   * All of them as one; empty if there are none.
   *
   * @throws IllegalArgumentException if they are of different tables
   */
  public static Optional<StagedRows> join(Collection<StagedRows> parts) {
    return parts.stream().reduce(StagedRows::and);
  }

  private StagedRows and(StagedRows other) {
    if (!other.table.equals(table)) {
      throw new IllegalArgumentException(
          "Cannot join files staged for table %s and for table %s".formatted(table, other.table));
    }
    List<WrittenFile> all = new ArrayList<>(files);
    all.addAll(other.files);
    return new StagedRows(table, all);
  }

  /** The table for which they were staged. */
  public String table() {
    return table;
  }

  /** The number of rows in them. */
  public long rows() {
    return files.stream().mapToLong(WrittenFile::rows).sum();
  }

  /** Their size on disk. */
  public long bytes() {
    return files.stream().mapToLong(WrittenFile::bytes).sum();
  }

  List<WrittenFile> files() {
    return files;
  }
}
