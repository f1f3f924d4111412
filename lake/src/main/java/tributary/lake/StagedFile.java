package tributary.lake;

import tributary.lake.parquet.WrittenFile;

/** A file that was written and synced but is in no table yet. */
public final class StagedFile {
  private final String table;
  private final WrittenFile file;

  StagedFile(String table, WrittenFile file) {
    this.table = table;
    this.file = file;
  }

  /** The table for which it was staged. */
  public String table() {
    return table;
  }

  /** The number of rows in it. */
  public long rows() {
    return file.rows();
  }

  /** Its size on disk. */
  public long bytes() {
    return file.bytes();
  }

  WrittenFile file() {
    return file;
  }
}
