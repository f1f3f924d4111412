package tributary.lake.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import tributary.lake.parquet.ColumnSummary;
import tributary.lake.parquet.Extent;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableForm;

/** How files of ours are described to Iceberg, and files of a manifest to us. */
record Description(
    TableForm form, Schema schema, PartitionSpec spec, Optional<String> day, Path dataFolder) {
  private static final long DAY_MICROS = TimeUnit.DAYS.toMicros(1);

  /** Our files have one row group, behind the four bytes with which Parquet begins. */
  private static final List<Long> SPLIT_OFFSETS = List.of(4L);

  /**
   * Of the table as it is.
   *
   * @throws IOException if its partitioning, or its field ids, are not such as our files can have
   */
  static Description of(TableForm form, TableMetadata metadata) throws IOException {
    Schema schema = metadata.schema();
    boolean sameColumns = IcebergSchema.read(schema).equals(form.schema());
    if (sameColumns && !schema.sameSchema(IcebergSchema.of(form.schema()))) {
      throw new IOException(
          "Cannot write to %s: its columns have other field ids than Tributary's files. Copy it into a new table, or move it away"
              .formatted(metadata.location()));
    }
    return new Description(
        form, schema, metadata.spec(), Partitioning.day(metadata), Manifests.dataFolder(metadata));
  }

  /** Whether the table still has the columns and the partitions that it was opened with. */
  boolean isOf(TableMetadata metadata) {
    return metadata.schema().sameSchema(schema) && metadata.spec().equals(spec);
  }

  /** A file that was written, for a manifest. */
  DataFile added(WrittenFile file) {
    DataFiles.Builder builder =
        DataFiles.builder(spec)
            .withPath(NioFiles.location(file.path()))
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(file.bytes())
            .withMetrics(IcebergStatistics.of(file, form, schema))
            .withSplitOffsets(SPLIT_OFFSETS);
    day.ifPresent(column -> builder.withPartition(partition(day(file, column))));
    return builder.build();
  }

  /** A file of the table, to be removed from it; it is found by its path. */
  DataFile removed(LiveFile file) {
    return DataFiles.builder(spec)
        .withPath(NioFiles.location(file.path()))
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(file.bytes())
        .withRecordCount(file.rows())
        .build();
  }

  private PartitionData partition(Optional<Integer> day) {
    PartitionData partition = new PartitionData(spec.partitionType());
    day.ifPresent(it -> partition.set(0, it));
    return partition;
  }

  /** The one day of a file's rows; none where the column is null in all of them. */
  private static Optional<Integer> day(WrittenFile file, String column) {
    ColumnSummary summary =
        file.columns().stream()
            .filter(it -> it.field().name().equals(column))
            .findFirst()
            .orElseThrow();
    if (summary.nulls() == file.rows()) {
      return Optional.empty();
    }
    if (summary.nulls() == 0
        && summary.extent() instanceof Extent.Longs it
        && day(it.min()) == day(it.max())) {
      return Optional.of(day(it.min()));
    }
    throw new IllegalArgumentException(
        "Cannot commit " + file.path() + ": its rows are not of one day of " + column);
  }

  private static int day(long micros) {
    return (int) Math.floorDiv(micros, DAY_MICROS);
  }

  /** The file as it stands in the table after its commit. */
  LiveFile live(WrittenFile file) {
    return new LiveFile(
        name(dataFolder, file.path()),
        file.path(),
        file.bytes(),
        file.rows(),
        IcebergStatistics.bounds(file, form));
  }

  /** Relative to the folder of the data files; absolute elsewhere. */
  static String name(Path dataFolder, Path file) {
    return file.startsWith(dataFolder) ? dataFolder.relativize(file).toString() : file.toString();
  }
}
