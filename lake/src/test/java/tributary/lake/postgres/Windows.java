package tributary.lake.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.lake.copy.CopyPosition;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyShape;
import tributary.lake.copy.CopyTarget;
import tributary.lake.parquet.RowsAsText;

/** A small table of windows, and one of rows that only grow. */
final class Windows {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.required("window_start", new Type.Timestamp()),
              Field.required("product", new Type.Text()),
              Field.optional("average", new Type.Decimal(38, 18)),
              Field.required("revision", new Type.Int())));

  static final CopyShape SHAPE =
      new CopyShape(
          "gold.averages",
          "averages",
          SCHEMA,
          List.of("window_start", "product"),
          false,
          List.of("window_start", "product", "average"));

  static final Schema GROWING =
      new Schema(
          List.of(
              Field.required("kafka_partition", new Type.Int()),
              Field.required("kafka_offset", new Type.BigInt()),
              Field.optional("note", new Type.Text())));

  static final CopyShape ROWS =
      new CopyShape(
          "silver.notes",
          "notes",
          GROWING,
          List.of("kafka_partition", "kafka_offset"),
          true,
          GROWING.names());

  private Windows() {}

  static CopyTarget open(Map<String, String> properties, CopyShape shape) {
    return Postgres.open(properties, shape, millis -> {});
  }

  /** Each like {@code "60 BTC 1.5 0"}: start in seconds, product, average, revision. */
  static Rows windows(String... lines) {
    Rows rows = new Rows(SCHEMA);
    for (String line : lines) {
      String[] parts = line.split(" ");
      int row = rows.open();
      rows.longs(0).set(row, Long.parseLong(parts[0]) * 1_000_000);
      rows.bytes(1).set(row, parts[1].getBytes(UTF_8));
      rows.wides(2).set(row, new BigDecimal(parts[2]).setScale(18).unscaledValue());
      rows.longs(3).set(row, Long.parseLong(parts[3]));
      rows.keep();
    }
    return rows;
  }

  /** Each like {@code "7 text"}: offset and note. */
  static Rows notes(String... lines) {
    Rows rows = new Rows(GROWING);
    for (String line : lines) {
      int blank = line.indexOf(' ');
      int row = rows.open();
      rows.longs(0).set(row, 0);
      rows.longs(1).set(row, Long.parseLong(line.substring(0, blank)));
      rows.bytes(2).set(row, line.substring(blank + 1));
      rows.keep();
    }
    return rows;
  }

  static CopyPosition at(long version) {
    Ledger ledger =
        Ledger.empty("topic", "id")
            .advance(
                new TreeMap<>(Map.of(0, new Range(0, version * 10, Range.NO_TIME, Counts.NONE))));
    return new CopyPosition(version, ledger);
  }

  /** Writes the step from the version before to this one. */
  static void write(CopyTarget target, long version, Rows rows) {
    target.write(
        version == 1 ? Optional.empty() : Optional.of(at(version - 1)),
        at(version),
        sink -> sink.accept(rows));
  }

  /** What is said when it is refused. */
  static String refused(Executable action) {
    return String.valueOf(Assertions.assertThrows(CopyRefusedException.class, action).getMessage());
  }

  static List<String> scanned(CopyTarget target) {
    List<String> lines = new ArrayList<>();
    target.scan(rows -> lines.addAll(RowsAsText.of(rows)));
    return lines.stream().sorted().toList();
  }
}
