package tributary.lake.clickhouse;

import java.util.ArrayList;
import java.util.List;
import tributary.core.rows.Rows;
import tributary.lake.copy.CopyTarget;
import tributary.lake.parquet.RowsAsText;

/** What is in a copy, in a form that tests compare. */
final class Copied {
  private Copied() {}

  /** All rows of the target, sorted. */
  static List<String> all(CopyTarget target) {
    List<String> lines = new ArrayList<>();
    target.scan(rows -> lines.addAll(RowsAsText.of(rows)));
    return lines.stream().sorted().toList();
  }

  /** All these rows, sorted. */
  static List<String> text(Rows... batches) {
    List<String> lines = new ArrayList<>();
    for (Rows rows : batches) {
      lines.addAll(RowsAsText.of(rows));
    }
    return lines.stream().sorted().toList();
  }
}
