package tributary.lake.iceberg;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.ParquetReader;
import tributary.lake.parquet.ParquetWriter;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableForm;
import tributary.lake.table.TableLog;
import tributary.lake.table.TableVersion;

/** Tables of one column of numbers, for tests. */
final class Numbers {
  static final Schema SCHEMA = new Schema(List.of(Field.required("number", new Type.BigInt())));

  private static final TableForm FORM =
      new TableForm(SCHEMA, List.of("number"), Optional.empty(), Duration.ofHours(6));

  private Numbers() {}

  static TableLog open(IcebergCatalog catalog, String table) throws IOException {
    return catalog.open(table, FORM, InstantSource.system());
  }

  /** A file with so many numbers from the first on, where the table's files belong. */
  static List<WrittenFile> write(TableLog table, long first, int count) throws IOException {
    Rows rows = new Rows(SCHEMA);
    for (long number = first; number < first + count; number++) {
      rows.longs(0).set(rows.open(), number);
      rows.keep();
    }
    try (ParquetWriter writer = new ParquetWriter(SCHEMA, Disk.local())) {
      return List.of(
          writer.write(table.dataFolder().resolve("rows-" + UUID.randomUUID() + ".parquet"), rows));
    }
  }

  /** The numbers in the newest version, sorted. */
  static List<Long> all(IcebergCatalog catalog, String table) throws IOException {
    return of(catalog.reader(table).latest());
  }

  static List<Long> of(TableVersion version) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (LiveFile file : version.files()) {
      ParquetReader.read(
          file.path(),
          SCHEMA,
          Optional.empty(),
          rows -> {
            for (int row = 0; row < rows.size(); row++) {
              numbers.add(rows.longs(0).get(row));
            }
          });
    }
    return numbers.stream().sorted().toList();
  }
}
