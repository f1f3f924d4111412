package tributary.lake.iceberg;

import java.io.IOException;
import java.util.Optional;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import tributary.lake.table.TableForm;

/** By which column's UTC day the files of a table are partitioned, if by any. */
final class Partitioning {
  private Partitioning() {}

  static PartitionSpec of(TableForm form, Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    form.day().ifPresent(spec::day);
    return spec.build();
  }

  /**
   * The column.
   *
   * @throws IOException if the table is partitioned in another way
   */
  static Optional<String> day(TableMetadata metadata) throws IOException {
    PartitionSpec spec = metadata.spec();
    if (spec.isUnpartitioned()) {
      return Optional.empty();
    }
    PartitionField field = spec.fields().get(0);
    if (spec.fields().size() > 1 || !field.transform().toString().equals("day")) {
      throw new IOException(
          "Cannot write to %s: its files are partitioned otherwise than by the day of one column"
              .formatted(metadata.location()));
    }
    return Optional.of(metadata.schema().findColumnName(field.sourceId()));
  }
}
