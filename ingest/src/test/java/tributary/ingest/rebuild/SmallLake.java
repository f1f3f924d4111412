package tributary.ingest.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tributary.core.frame.Frame;
import tributary.core.intake.Resume;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.ingest.Recomputation;
import tributary.ingest.tables.Tables;
import tributary.lake.Catalog;
import tributary.lake.Format;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.lake.reconcile.Comparer;
import tributary.lake.reconcile.Comparison;

/** A lake whose frames are numbers: a price each, one a second, in two partitions by turns. */
final class SmallLake {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final List<String> DERIVED = List.of("quarantine", "silver", "minutes", "gaps");

  private static final String FILE =
      """
      pipeline: p
      topic: {name: t, partitions: 2}
      bronze: {table: bronze}
      quarantine: {table: quarantine}
      silver:
        table: silver
        columns:
          id: {pointer: /id, type: bigint, required: true}
          product: {pointer: /product, type: string, required: true}
          price: {pointer: /price, type: "decimal(18,8)", required: true, above: 0}
          at: {pointer: /at, type: timestamp, format: epoch_s, required: true}
        event_time: at
        key: {columns: [id, product], within: 1h}
        continuity: {table: gaps, product: product, id: id}
      gold:
        minutes:
          window: 1m
          lateness: 10s
          by: [product]
          measures: {high: {max: price}, n: {count: rows}}
      """;

  final Path tables;
  final Format format;

  SmallLake(Path tables, Format format) {
    this.tables = tables;
    this.format = format;
  }

  /** The pipeline with some of its texts replaced, each by the one after it. */
  static Pipeline pipeline(Format format, String... changes) {
    String file = FILE;
    for (int i = 0; i < changes.length; i += 2) {
      if (!file.contains(changes[i])) {
        throw new IllegalArgumentException("Cannot find " + changes[i]);
      }
      file = file.replace(changes[i], changes[i + 1]);
    }
    String store = format instanceof Format.Iceberg ? "store: iceberg\n" : "";
    return PipelineReader.read("p.yaml", file + store);
  }

  Lake open() {
    return Lake.open(tables, format, InstantSource.fixed(NOW));
  }

  Catalog catalog() {
    return Catalog.at(tables);
  }

  /** Frames with these offsets of each partition; the ledger goes on to one of its own. */
  void addBronze(Pipeline pipeline, int from, int until, long next) {
    try (Lake lake = open()) {
      GrowingTable bronze =
          lake.growing(
              "bronze",
              TableSchemas.bronze(pipeline.bronzeLayout()),
              List.of("kafka_partition", "kafka_offset", "received_at"));
      Rows rows = new Rows(TableSchemas.bronze(pipeline.bronzeLayout()));
      for (Frame frame : frames(from, until)) {
        int row = rows.open();
        rows.longs(0).set(row, frame.partition);
        rows.longs(1).set(row, frame.offset);
        rows.longs(2).set(row, frame.kafkaMicros);
        rows.longs(3).set(row, frame.receivedMicros);
        rows.bytes(5).set(row, new byte[0]);
        rows.bytes(6).set(row, frame.value == null ? new byte[0] : frame.value);
        rows.keep();
      }
      bronze.commit(bronze.stage(rows), ledger(next));
    }
  }

  /** What a run makes of frames with these offsets, whose bronze may be elsewhere. */
  void run(Pipeline pipeline, int from, int until, long next) {
    try (Lake lake = open();
        Recomputation run = new Recomputation(pipeline, lake, ledger(next), () -> 0)) {
      frames(from, until).forEach(run::take);
      run.finish();
    }
  }

  /** Every tenth frame is no row, and every seventh is missing in its product's ids. */
  static List<Frame> frames(int from, int until) {
    List<Frame> frames = new ArrayList<>();
    for (int offset = from; offset < until; offset++) {
      for (int partition = 0; partition < 2; partition++) {
        Frame frame = new Frame();
        frame.partition = partition;
        frame.offset = offset;
        frame.kafkaMicros = (NOW.getEpochSecond() + offset) * 1_000_000;
        frame.receivedMicros = frame.kafkaMicros + partition;
        String price = offset % 10 == 9 ? "\"x\"" : Integer.toString(1 + offset * 7 % 50);
        frame.value =
            "{\"id\":%d,\"product\":\"P%d\",\"price\":%s,\"at\":%d}"
                .formatted(offset + offset / 7, partition, price, NOW.getEpochSecond() + offset)
                .getBytes(UTF_8);
        frames.add(frame);
      }
    }
    return frames;
  }

  static Ledger ledger(long next) {
    TreeMap<Integer, Range> ranges = new TreeMap<>();
    for (int partition = 0; partition < 2; partition++) {
      ranges.put(partition, new Range(0, next, Range.NO_TIME, Counts.NONE));
    }
    return new Ledger("t", "id", ranges);
  }

  /** Where a run would begin, as it sees the tables. */
  Resume resume(Pipeline pipeline) {
    try (Lake lake = open();
        Tables opened = new Tables(lake, pipeline, "id")) {
      return opened.resume();
    }
  }

  Comparison comparison(String table, SmallLake expected) {
    var wanted = expected.catalog().snapshot(table);
    var found = catalog().snapshot(table);
    return new Comparer(wanted.schema(), wanted.schema().names().subList(0, 2))
        .compare(
            sink -> wanted.live().forEach(file -> expected.catalog().read(wanted, file, sink)),
            sink -> found.live().forEach(file -> catalog().read(found, file, sink)));
  }
}
