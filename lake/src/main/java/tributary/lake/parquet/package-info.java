/** Parquet files from and to rows, column by column, without Hadoop's file systems and codecs. */
@NullMarked
package tributary.lake.parquet;

import org.jspecify.annotations.NullMarked;
