package tributary.lake.parquet;

import java.io.IOException;
import org.apache.parquet.hadoop.ParquetFileWriter;
import tributary.core.rows.Rows;

/** Writes all values of one field as one or more column chunks. Owned by one thread, reused. */
interface ChunkWriter {

  /** Adds the chunks to the file's open row group; tells what they hold. */
  ColumnSummary write(ParquetFileWriter out, Rows rows) throws IOException;
}
