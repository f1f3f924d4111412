package tributary.lake;

import java.util.List;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;

/** Files of windows that were written and synced but are in no table yet. */
public final class StagedWindows {
  private final String table;
  private final List<WrittenFile> added;
  private final List<LiveFile> removed;

  StagedWindows(String table, List<WrittenFile> added, List<LiveFile> removed) {
    this.table = table;
    this.added = List.copyOf(added);
    this.removed = List.copyOf(removed);
  }

  /** The table for which they were staged. */
  public String table() {
    return table;
  }

  List<WrittenFile> added() {
    return added;
  }

  List<LiveFile> removed() {
    return removed;
  }
}
