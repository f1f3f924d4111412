package tributary.lake.parquet;

import java.io.Serializable;
import tributary.core.rows.Field;

/** What a file holds of one column. */
public record ColumnSummary(Field field, long nulls, Extent extent) implements Serializable {}
