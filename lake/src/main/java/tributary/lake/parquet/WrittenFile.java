package tributary.lake.parquet;

import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * A Parquet file that was written and synced. Travels between machines that see it by one path.
 *
 * @param columns in the schema's order
 */
public record WrittenFile(Path path, long bytes, long rows, List<ColumnSummary> columns)
    implements Serializable {

  @Serial
  private Object writeReplace() {
    return new Travelling(path.toString(), bytes, rows, columns);
  }

  /** A path itself does not travel. */
  private record Travelling(String path, long bytes, long rows, List<ColumnSummary> columns)
      implements Serializable {
    @Serial
    private Object readResolve() {
      return new WrittenFile(Path.of(path), bytes, rows, columns);
    }
  }
}
