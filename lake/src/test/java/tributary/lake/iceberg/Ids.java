package tributary.lake.iceberg;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.disk.Disk;
import tributary.lake.parquet.ParquetWriter;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.CommitOutcome;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableForm;
import tributary.lake.table.TableLog;

/** Tables of ids, and what the tests do with them. */
final class Ids {
  static final Schema SCHEMA = new Schema(List.of(Field.required("id", new Type.BigInt())));
  static final TableForm FORM =
      new TableForm(SCHEMA, List.of("id"), Optional.empty(), Duration.ofHours(6));
  static final TableIdentifier IDENTIFIER = TableIdentifier.of("default", "ids");

  private Ids() {}

  static IcebergCatalog catalog(Path root, Disk disk) throws IOException {
    return IcebergCatalogs.open(root, Map.of(), disk);
  }

  static TableLog open(IcebergCatalog catalog, InstantSource clock) throws IOException {
    return catalog.open("ids", FORM, clock);
  }

  /** The table as another program finds it. */
  static BaseTable foreign(Path root) {
    Catalog catalog = EmbeddedCatalog.open(root, Disk.local());
    return (BaseTable) catalog.loadTable(IDENTIFIER);
  }

  static String ledger(long id) {
    return "{\"n\":" + id + "}";
  }

  static WrittenFile write(TableLog table, long id) throws IOException {
    Rows rows = new Rows(SCHEMA);
    rows.longs(0).set(rows.open(), id);
    rows.keep();
    try (ParquetWriter writer = new ParquetWriter(SCHEMA, Disk.local())) {
      return writer.write(
          table.dataFolder().resolve("part-" + UUID.randomUUID() + ".parquet"), rows);
    }
  }

  static LiveFile add(TableLog table, long id) throws IOException {
    WrittenFile file = write(table, id);
    committed(table.append(List.of(file), ledger(id)));
    return table.files().stream()
        .filter(it -> it.path().equals(file.path()))
        .findFirst()
        .orElseThrow();
  }

  static void replace(TableLog table, LiveFile old, long id) throws IOException {
    committed(table.replace(List.of(write(table, id)), List.of(old), ledger(id)));
  }

  static long committed(CommitOutcome outcome) {
    return assertInstanceOf(CommitOutcome.Committed.class, outcome).version();
  }
}
