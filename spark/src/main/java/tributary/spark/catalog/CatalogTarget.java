package tributary.spark.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import tributary.core.rows.Rows;
import tributary.lake.StagingPlace;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;
import tributary.lake.copy.RowSource;
import tributary.lake.parquet.ParquetReader;
import tributary.spark.files.LocalCheckpoints;

/**
 * One table in a catalog that Spark knows, Unity Catalog or one of Iceberg, written by Spark: rows
 * of growing tables are appended, windows are merged by their key. Rows and position are one
 * commit. Rows pass through files in the data folder, so that a copy may be larger than the driver.
 */
final class CatalogTarget implements CopyTarget {
  private static final String CHANGES = "tributary_changes";
  private static final int ROWS_PER_FILE = 200_000;

  private final SparkSession session;
  private final Provider provider;
  private final CopyShape shape;
  private final Path scratch;

  /**
   * @param spark whose catalogs are used; a session of its own is made from it
   * @param scratch a folder for files on their way; nothing else is in it
   */
  CatalogTarget(SparkSession spark, Provider provider, CopyShape shape, Path scratch) {
    this.session = spark.newSession();
    this.provider = provider;
    this.shape = shape;
    this.scratch = scratch;
    provider.prepare(session);
    session.conf().set("spark.sql.session.timeZone", "UTC");
    session.conf().set("spark.sql.shuffle.partitions", "1");
    session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
  }

  @Override
  public CopyShape shape() {
    return shape;
  }

  @Override
  public void prepare() {
    asking(
        () -> {
          String schema = shape.name().substring(0, shape.name().lastIndexOf('.'));
          session.sql("CREATE NAMESPACE IF NOT EXISTS " + schema);
          session.sql(
              "CREATE TABLE IF NOT EXISTS %s (%s) USING %s"
                  .formatted(shape.name(), columns().toDDL(), provider.code()));
          return shape;
        });
    refuseOtherColumns();
  }

  private StructType columns() {
    return SparkColumns.of(shape.schema());
  }

  private void refuseOtherColumns() {
    String found = asking(() -> described(session.table(shape.name()).schema()));
    String wanted = described(columns());
    if (!found.equals(wanted)) {
      throw new CopyRefusedException(
          "Cannot copy to %s: it has the columns %s, and the table in the lake has %s. Publish to another schema, or drop it"
              .formatted(shape.name(), found, wanted));
    }
  }

  private static String described(StructType columns) {
    return Arrays.stream(columns.fields())
        .map((StructField each) -> each.name() + " " + each.dataType().simpleString())
        .collect(Collectors.joining(", "));
  }

  @Override
  public Optional<CopyPosition> position() {
    return asking(
        () -> {
          if (!session.catalog().tableExists(shape.name())) {
            return Optional.empty();
          }
          Optional<CopyPosition> found =
              provider.newestNote(session, shape.name()).map(PositionNote::read);
          if (found.isEmpty() && !session.table(shape.name()).isEmpty()) {
            throw new CopyRefusedException(
                "Cannot copy to %s: it has rows, and its history does not say up to where. Drop it, or publish to another schema"
                    .formatted(shape.name()));
          }
          return found;
        });
  }

  @Override
  public void write(Optional<CopyPosition> from, CopyPosition to, RowSource rows) {
    if (!position().equals(from)) {
      throw new CopyRefusedException(
          "Cannot copy to %s: somebody else has written to it".formatted(shape.name()));
    }
    asking(
        () -> {
          LocalCheckpoints.deleteAll(scratch);
          Files.createDirectories(scratch);
          stage(rows);
          provider.note(session, PositionNote.write(to));
          commit(session.read().schema(columns()).parquet(scratch.toUri().toString()));
          LocalCheckpoints.deleteAll(scratch);
          return shape;
        });
  }

  private void stage(RowSource rows) {
    StagingPlace place = new StagingPlace(shape.source(), scratch.toString(), null);
    try (StagingPlace.Writer writer = place.open(shape.schema())) {
      Rows waiting = new Rows(shape.schema());
      rows.forEach(
          batch -> {
            for (int row = 0; row < batch.size(); row++) {
              waiting.append(batch, row);
            }
            if (waiting.size() >= ROWS_PER_FILE) {
              writer.stage(waiting);
              waiting.clear();
            }
          });
      writer.stage(waiting);
    }
  }

  private void commit(Dataset<Row> changes) throws Exception {
    if (shape.isGrowing()) {
      changes.writeTo(shape.name()).append();
      return;
    }
    changes.createOrReplaceTempView(CHANGES);
    session.sql(
        "MERGE INTO %s t USING %s s ON %s WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"
            .formatted(shape.name(), CHANGES, isSame(shape.key())));
  }

  private static String isSame(List<String> key) {
    return key.stream()
        .map(column -> "t.%1$s <=> s.%1$s".formatted(column))
        .collect(Collectors.joining(" AND "));
  }

  @Override
  public void scan(Consumer<Rows> sink) {
    asking(
        () -> {
          LocalCheckpoints.deleteAll(scratch);
          session.table(shape.name()).coalesce(1).write().parquet(scratch.toUri().toString());
          try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".parquet")).toList()) {
              ParquetReader.read(file, shape.schema(), Optional.empty(), sink);
            }
          }
          LocalCheckpoints.deleteAll(scratch);
          return shape;
        });
  }

  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws Exception;
  }

  /** What goes wrong may be over the next time: a catalog that is away, another writer's commit. */
  private <T> T asking(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (CopyRefusedException | CopyUnavailableException known) {
      throw known;
    } catch (IOException e) {
      throw new CopyUnavailableException("Cannot write to " + scratch + ": " + e.getMessage(), e);
    } catch (Exception e) {
      throw new CopyUnavailableException(
          "Cannot use %s: %s".formatted(shape.name(), firstLine(e)), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    // The session belongs to Spark, which ends it.
  }
}
