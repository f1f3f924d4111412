package tributary.bench.latency;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import tributary.bench.market.Span;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;
import tributary.lake.parquet.ParquetReader;

/** How long each row of silver was on its way, from the moment its frame was to be sent. */
final class Latencies {
  private static final double MICROS_PER_MILLI = 1_000;

  private final Histogram page = histogram();
  private final Map<String, Histogram> tables = new TreeMap<>();
  private long rows;
  private long missed;

  static Histogram histogram() {
    return new Histogram(3);
  }

  /**
   * Measures the rows whose event time lies within the span.
   *
   * @param folder of all tables
   */
  static Latencies of(Path folder, Pipeline pipeline, Witnesses witnesses, Span span) {
    Latencies latencies = new Latencies();
    Snapshot silver = Catalog.at(folder).snapshot(pipeline.silver().table());
    List<String> columns =
        List.of(
            "product_id",
            pipeline.silver().eventTime(),
            TableSchemas.PARTITION,
            TableSchemas.OFFSET);
    for (Path file : silver.files()) {
      try {
        ParquetReader.read(
            file,
            silver.schema().select(columns),
            Optional.empty(),
            batch -> latencies.add(batch, witnesses, span));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return latencies;
  }

  private void add(Rows batch, Witnesses witnesses, Span span) {
    for (int row = 0; row < batch.size(); row++) {
      long intended = batch.longs(1).get(row);
      if (span.holds(intended)) {
        rows++;
        String product = batch.bytes(0).text(row);
        record(page, witnesses.page().arrivedMicros(product, intended), intended);
        int partition = (int) batch.longs(2).get(row);
        long offset = batch.longs(3).get(row);
        witnesses
            .commits()
            .forEach(
                (table, watch) ->
                    record(
                        tables.computeIfAbsent(table, absent -> histogram()),
                        watch.seenMicros(partition, offset),
                        intended));
      }
    }
  }

  private void record(Histogram histogram, OptionalLong arrivedMicros, long intendedMicros) {
    if (arrivedMicros.isEmpty()) {
      missed++;
    } else {
      histogram.recordValue(Math.max(0, arrivedMicros.getAsLong() - intendedMicros));
    }
  }

  /** Refuses figures that leave rows out. */
  void check(long expected) {
    if (missed > 0 || rows != expected) {
      throw new IllegalStateException(
          "Cannot count this run: %,d rows in silver instead of %,d, %,d arrivals not seen"
              .formatted(rows, expected, missed));
    }
  }

  void print(PrintStream out) {
    print(out, "send -> page", page);
    tables.forEach((table, histogram) -> print(out, "send -> " + table, histogram));
  }

  static void print(PrintStream out, String what, Histogram micros) {
    out.printf(
        "%-32s p50 %8.2f ms  p99 %8.2f ms  p99.9 %8.2f ms  max %8.2f ms  (%,d)%n",
        what,
        micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
        micros.getValueAtPercentile(99.9) / MICROS_PER_MILLI,
        micros.getMaxValue() / MICROS_PER_MILLI,
        micros.getTotalCount());
  }
}
