package tributary.lake.iceberg;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Whether the columns of a table's files have the names of its schema. Iceberg finds them by their
 * ids, we and DuckDB by their names: one that somebody renamed would be null in older files.
 */
final class ColumnNames {
  private ColumnNames() {}

  /**
   * The columns of the table.
   *
   * @throws IOException if a file may have one of them by another name, or another one by its name
   */
  static tributary.core.rows.Schema schema(TableMetadata metadata) throws IOException {
    for (Schema earlier : written(metadata)) {
      for (NestedField column : earlier.columns()) {
        check(metadata, column);
      }
    }
    return IcebergSchema.read(metadata.schema());
  }

  /** The schemas of the files: the first, and those that were current at some snapshot. */
  private static List<Schema> written(TableMetadata metadata) {
    Stream<Integer> first = metadata.schemasById().keySet().stream().sorted().limit(1);
    Stream<Integer> later =
        metadata.snapshots().stream().map(Snapshot::schemaId).filter(id -> id != null);
    Set<Integer> ids = Stream.concat(first, later).collect(Collectors.toSet());
    return metadata.schemas().stream().filter(it -> ids.contains(it.schemaId())).toList();
  }

  private static void check(TableMetadata metadata, NestedField column) throws IOException {
    NestedField sameId = metadata.schema().findField(column.fieldId());
    NestedField sameName = metadata.schema().findField(column.name());
    boolean renamed = sameId != null && !sameId.name().equals(column.name());
    boolean replaced = sameName != null && sameName.fieldId() != column.fieldId();
    if (renamed || replaced) {
      throw new IOException(
          "Cannot read %s: column %s was renamed or replaced, and columns of files are found by their names. Give it its old name again, or copy the table with Spark"
              .formatted(metadata.location(), column.name()));
    }
  }
}
