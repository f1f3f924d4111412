package tributary.app.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import tributary.app.broker.EmbeddedBroker;
import tributary.core.rows.Type;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Pipeline;
import tributary.feeds.simulator.Truth;

/**
 * Holds all tables of a pipeline against its topic, record by record. Bronze is the log; silver,
 * quarantine and all gold tables are what the judge makes of it.
 *
 * <pre>
 * topic ──record──> judge ──> row of silver, unless its trade was there before ──> windows
 *    │                └─────> row of quarantine, or none
 *    └──> row of bronze
 * </pre>
 */
final class Exactness {
  private static final int MOST_DIFFERENCES = 20;
  private static final String RECEIVED_AT = "epoch_us(received_at)";
  private static final List<String> BRONZE =
      List.of(
          "epoch_us(kafka_timestamp)",
          RECEIVED_AT,
          "lower(hex(kafka_key))",
          "array_to_string([h.key || '=' || coalesce(lower(hex(h.value)), 'null')"
              + " for h in kafka_headers], ' ')",
          "sha256(payload)");
  private static final List<String> QUARANTINE =
      List.of(RECEIVED_AT, "reason != '' and detail != ''", "sha256(payload)");

  private final Pipeline pipeline;
  private final Judge judge;
  private final TableFolder tables;
  private final Digest digest = new Digest();
  private final Map<String, WindowOracle> windows = WindowOracle.ofCandles();
  private final List<String> differences = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<String> digests = new HashSet<>();
  private final Map<String, Truth.Trades> trades = new TreeMap<>();
  private long frames;
  private long silver;
  private long quarantine;
  private long control;
  private long duplicates;

  private Exactness(Pipeline pipeline, Judge judge, TableFolder tables) {
    this.pipeline = pipeline;
    this.judge = judge;
    this.tables = tables;
  }

  /** Checks the tables of a data folder against the embedded broker's topic in it. */
  static Report check(Path data, Pipeline pipeline, Judge judge) throws SQLException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"), Assertions::fail)) {
      return check(data, pipeline, judge, broker.bootstrap());
    }
  }

  /** Checks the tables of a data folder against the topic of any broker. */
  static Report check(Path data, Pipeline pipeline, Judge judge, String bootstrap)
      throws SQLException {
    try (TableFolder tables = new TableFolder(data)) {
      Exactness exactness = new Exactness(pipeline, judge, tables);
      TopicLog log = new TopicLog(bootstrap, pipeline.topic().name());
      for (int partition = 0; partition < log.partitions(); partition++) {
        exactness.partition(log, partition);
      }
      exactness.gold();
      return exactness.report();
    }
  }

  private Report report() {
    return new Report(
        List.copyOf(differences), frames, silver, quarantine, control, duplicates, trades, digests);
  }

  private void partition(TopicLog log, int partition) throws SQLException {
    Walk bronze = walk(pipeline.bronze(), partition, BRONZE);
    List<String> silverColumns = new ArrayList<>(silverColumns(pipeline));
    silverColumns.add(RECEIVED_AT);
    Walk kept = walk(pipeline.silver().table(), partition, silverColumns);
    Walk rejected = walk(pipeline.quarantine(), partition, QUARANTINE);
    log.read(
        partition,
        record -> {
          frames++;
          String payload = digest.of(record.value());
          long received = receivedMicros(record);
          bronze.expect(record.offset(), bronzeCells(record, received, payload));
          Judge.Verdict verdict = verdict(record, received);
          boolean isOfVenue = record.headers().lastHeader("origin") == null;
          if (isOfVenue && !Frames.isAnswer(record.value())) {
            digests.add(payload);
          }
          take(record, received, payload, verdict, kept, rejected);
        });
    List.of(bronze, kept, rejected).forEach(Walk::expectEnd);
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      long received,
      String payload,
      Judge.Verdict verdict,
      Walk kept,
      Walk rejected) {
    if (verdict instanceof Judge.Verdict.Control frame) {
      control++;
      if (frame.product() != null) {
        windows
            .values()
            .forEach(
                each ->
                    each.newest(
                        frame.product(), frame.newest(), frame.timeMicros(), record.partition()));
      }
      passTime(record, frame.timeMicros());
    } else if (verdict instanceof Judge.Verdict.Rejected) {
      quarantine++;
      rejected.expect(record.offset(), List.of(Long.toString(received), "true", payload));
    } else if (verdict instanceof Judge.Verdict.Row row) {
      boolean isBackfilled = isFrom(record, "backfill");
      windows.values().forEach(each -> each.seen(row.tick(), record.partition(), isBackfilled));
      if (keys.add(row.tick().product() + " " + row.tick().tradeId())) {
        silver++;
        count(row.tick());
        List<String> cells = new ArrayList<>(row.tick().cells());
        cells.add(Long.toString(received));
        kept.expect(record.offset(), cells);
        windows.values().forEach(each -> each.take(row.tick(), record.partition()));
      } else {
        duplicates++;
        passTime(record, row.tick().timeMicros());
      }
    }
  }

  private void passTime(ConsumerRecord<byte[], byte[]> record, long micros) {
    windows.values().forEach(each -> each.passTime(record.partition(), micros));
  }

  /**
   * What the feed itself wrote is control. That it gives a trade up changes no window: what is
   * missing stays so.
   */
  private Judge.Verdict verdict(ConsumerRecord<byte[], byte[]> record, long received) {
    if (isFrom(record, "feed")) {
      return new Judge.Verdict.Control(Long.MIN_VALUE);
    }
    boolean isBackfilled = isFrom(record, "backfill");
    return judge.judge(record.value(), isBackfilled ? Long.MIN_VALUE : received);
  }

  private static boolean isFrom(ConsumerRecord<byte[], byte[]> record, String origin) {
    var header = record.headers().lastHeader("origin");
    return header != null && origin.equals(new String(header.value(), UTF_8));
  }

  private void count(Tick tick) {
    trades.merge(
        tick.product(),
        new Truth.Trades(1, Truth.Trades.hash(tick.tradeId())),
        (a, b) -> new Truth.Trades(a.count() + b.count(), a.idHash() + b.idHash()));
  }

  private void gold() throws SQLException {
    WindowOracle minutes = requireNonNull(windows.get("candles_1m"));
    compare("price_1m", minutes.prices(), WindowOracle.PRICE_COLUMNS);
    for (Map.Entry<String, WindowOracle> each : windows.entrySet()) {
      compare(each.getKey(), each.getValue().candles(), WindowOracle.CANDLE_COLUMNS);
    }
  }

  private void compare(String table, List<List<String>> expected, List<String> columns)
      throws SQLException {
    Set<List<String>> missing = new HashSet<>(expected);
    for (List<String> row : tables.all(table, columns, "window_start, product_id")) {
      if (!missing.remove(row)) {
        differ("%s holds %s, which the log does not give".formatted(table, row));
      }
    }
    missing.forEach(row -> differ("%s lacks %s".formatted(table, row)));
  }

  /** The pipeline's own columns of silver, as {@link Tick#cells} has them. */
  static List<String> silverColumns(Pipeline pipeline) {
    return pipeline.silver().columns().stream().map(Exactness::silverColumn).toList();
  }

  private static String silverColumn(ColumnSpec column) {
    return column.type() instanceof Type.Timestamp
        ? "epoch_us(%s)".formatted(column.name())
        : column.name();
  }

  private List<String> bronzeCells(
      ConsumerRecord<byte[], byte[]> record, long received, String payload) {
    String headers =
        StreamSupport.stream(record.headers().spliterator(), false)
            .map(header -> header.key() + "=" + hex(header.value()))
            .collect(Collectors.joining(" "));
    return List.of(
        Long.toString(record.timestamp() * 1000),
        Long.toString(received),
        hex(record.key()),
        headers,
        payload);
  }

  /** The feed's time; Kafka's own where there is none to be read. */
  private static long receivedMicros(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader("received_at");
    String text = header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : record.timestamp() * 1000;
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
  }

  private void differ(String difference) {
    if (differences.size() < MOST_DIFFERENCES) {
      differences.add(difference);
    }
  }

  private Walk walk(String table, int partition, List<String> columns) throws SQLException {
    return new Walk(table, partition, tables.rows(table, partition, columns));
  }

  /** Goes through the rows of one partition of a table beside the log. */
  private final class Walk {
    private final String place;
    private final TableFolder.Rows rows;

    Walk(String table, int partition, TableFolder.Rows rows) {
      this.place = table + " partition " + partition;
      this.rows = rows;
    }

    /** The next row must be this one. */
    void expect(long offset, List<String> cells) {
      refuseBelow(offset);
      if (rows.offset() != offset) {
        differ("%s lacks offset %d: %s".formatted(place, offset, cells));
        return;
      }
      List<String> found = rows.take();
      if (!found.equals(cells)) {
        differ("%s offset %d holds %s instead of %s".formatted(place, offset, found, cells));
      }
    }

    void expectEnd() {
      refuseBelow(Long.MAX_VALUE);
    }

    private void refuseBelow(long offset) {
      while (rows.offset() < offset) {
        differ("%s holds offset %d: %s".formatted(place, rows.offset(), rows.take()));
      }
    }
  }
}
