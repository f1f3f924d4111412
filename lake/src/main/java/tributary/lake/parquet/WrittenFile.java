package tributary.lake.parquet;

import java.nio.file.Path;
import java.util.List;

/**
 * A Parquet file that was written and synced.
 *
 * @param columns in the schema's order
 */
public record WrittenFile(Path path, long bytes, long rows, List<ColumnSummary> columns) {}
