package tributary.bench.spark;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import tributary.app.tables.LakeFiles;
import tributary.lake.Catalog;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;

/**
 * Looks into the tables that a job left, whoever wrote them: Delta Kernel finds their files, DuckDB
 * counts.
 */
record TableCheck(Layout layout) {

  /** Refuses a bronze that has not each frame of the topic once, and a silver likewise. */
  void rows(Filled topic) {
    refuseUnless(
        "frames in bronze, distinct offsets, bytes",
        "%d,%1$d,%d".formatted(topic.frames(), topic.bytes()),
        """
        SELECT count(*), count(DISTINCT ("%s", "%s")), sum(octet_length("%s"::BLOB)) FROM %s
        """
            .formatted(layout.partition(), layout.offset(), layout.payload(), layout.bronze()));
    refuseUnless(
        "rows in silver, distinct trades, prices, times",
        "%d,%1$d,%1$d,%1$d".formatted(topic.frames()),
        """
        SELECT count(*), count(DISTINCT (product_id, trade_id)), count(price), count(time) FROM %s
        """
            .formatted(layout.silver()));
  }

  /**
   * Refuses a gold that is not what silver makes of it: each window that is to be there once, and
   * with silver's trades, volume and range of prices.
   *
   * @return how many windows there are, of how many that silver makes
   */
  String windows() {
    String counts =
        ask(
            """
            WITH wanted AS (
              SELECT time_bucket(INTERVAL 1 minute, time) AS window_start, product_id,
                count(*) AS trades, sum(last_size) AS volume, min(price) AS low,
                max(price) AS high
              FROM %1$s GROUP BY ALL),
            due AS (
              SELECT * FROM wanted WHERE window_start + INTERVAL 1 minute
                <= (SELECT max(time) FROM %1$s) - INTERVAL %2$d seconds)
            SELECT (SELECT count(*) FROM %3$s),
              (SELECT count(*) FROM due
                JOIN %3$s USING (window_start, product_id, trades, volume, low, high)),
              (SELECT count(*) FROM due),
              (SELECT count(*) FROM wanted)
            """
                .formatted(layout.silver(), waiting(), layout.gold()));
    String[] count = counts.split(",");
    if (!count[0].equals(count[1]) || !count[0].equals(count[2])) {
      throw new IllegalStateException(
          "Cannot count this run: windows in gold, right ones, due ones, all are " + counts);
    }
    return count[0] + " of " + count[3];
  }

  /** In seconds; a minute less than nothing where even the newest window is there. */
  private long waiting() {
    return layout.watermark().map(Duration::toSeconds).orElse(-60L);
  }

  /** What must be the same whoever wrote silver: sums over all columns that can be added up. */
  String fingerprint() {
    return ask(
        """
        SELECT count(*), sum(sequence::HUGEINT), sum(price), sum(open_24h), sum(volume_24h),
          sum(low_24h), sum(high_24h), sum(volume_30d), sum(best_bid), sum(best_bid_size),
          sum(best_ask), sum(best_ask_size), sum(last_size), sum(epoch_us(time)::HUGEINT),
          count(*) FILTER (WHERE side = 'buy'), count(*) FILTER (WHERE type = 'ticker')
        FROM %s
        """
            .formatted(layout.silver()));
  }

  private void refuseUnless(String what, String expected, String sql) {
    String found = ask(sql);
    if (!found.equals(expected)) {
      throw new IllegalStateException(
          "Cannot count this run: %s are %s instead of %s".formatted(what, found, expected));
    }
  }

  /** The one row of an answer. */
  private String ask(String sql) {
    StringWriter text = new StringWriter();
    try (SqlEngine engine =
        SqlEngine.open(new LakeFiles(Catalog.at(layout.tables())), new AsOf.Now())) {
      engine.query(sql, ResultFormat.CSV, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().lines().skip(1).findFirst().orElseThrow();
  }
}
