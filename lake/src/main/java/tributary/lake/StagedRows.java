package tributary.lake;

import java.util.List;
import tributary.lake.parquet.WrittenFile;

/** Files of rows that were written and synced but are in no table yet: one, or one for each day. */
public final class StagedRows {
  private final String table;
  private final List<WrittenFile> files;

  StagedRows(String table, List<WrittenFile> files) {
    this.table = table;
    this.files = List.copyOf(files);
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
