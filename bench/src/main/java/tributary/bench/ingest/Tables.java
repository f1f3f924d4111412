package tributary.bench.ingest;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tributary.app.sums.Sums;
import tributary.app.tables.LakeFiles;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Schema;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;
import tributary.serve.sql.TableFiles;

/** Tables that a contestant left, so that they can be counted and compared. */
record Tables(TableFiles files) {

  /** Ours, in a data folder. */
  static Tables ofLake(Path folder) {
    return new Tables(new LakeFiles(Catalog.at(folder)));
  }

  /** The baseline's, which has no catalog: what lies in the folder. */
  static Tables ofPlainFiles(Path folder, Pipeline pipeline) {
    return new Tables(
        new TableFiles() {
          @Override
          public List<String> tables() {
            return List.of(pipeline.bronze(), pipeline.silver().table());
          }

          @Override
          public Optional<Files> at(String table, AsOf asOf) {
            boolean isBronze = table.equals(pipeline.bronze());
            Schema schema =
                isBronze
                    ? TableSchemas.bronze(pipeline.bronzeLayout())
                    : TableSchemas.silver(pipeline.silver());
            return Optional.of(new Files(schema, list(folder, isBronze ? "bronze-" : "silver-")));
          }
        });
  }

  private static List<Path> list(Path folder, String beginning) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of each table's files. */
  SortedMap<String, Long> bytes() {
    SortedMap<String, Long> bytes = new TreeMap<>();
    for (String table : files.tables()) {
      List<Path> paths = files.at(table, new AsOf.Now()).orElseThrow().files();
      bytes.put(table, paths.stream().mapToLong(Tables::size).sum());
    }
    return bytes;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What must be the same whoever wrote the tables: counts, and sums over every column that has
   * some meaning added up.
   */
  String fingerprint(Pipeline pipeline) {
    return ask(
            """
            SELECT count(*), count(DISTINCT (kafka_partition, kafka_offset)),
              sum(octet_length(payload)), sum(epoch_us(received_at)::HUGEINT)
            FROM %s
            """
                .formatted(pipeline.bronze()))
        + ask(
            """
            SELECT count(*), count(DISTINCT (product_id, trade_id)), sum(sequence::HUGEINT),
              sum(price), sum(open_24h), sum(volume_24h), sum(low_24h), sum(high_24h),
              sum(volume_30d), sum(best_bid), sum(best_bid_size), sum(best_ask),
              sum(best_ask_size), sum(last_size), sum(epoch_us(time)::HUGEINT),
              count(*) FILTER (WHERE side = 'buy'), sum(kafka_offset::HUGEINT)
            FROM %s
            """
                .formatted(pipeline.silver().table()));
  }

  /** Refuses tables of ours that do not hold each of so many tickers exactly once. */
  static void check(Path folder, Pipeline pipeline, long frames) {
    Sums sums = Sums.of(Catalog.at(folder), pipeline);
    if (!sums.hold()) {
      throw new IllegalStateException("Cannot count this round: the sums do not hold: " + sums);
    }
    Tables tables = ofLake(folder);
    String expected = "%1$d,%1$d,0,%1$d,true".formatted(frames);
    String found =
        tables.ask(
            """
            SELECT (SELECT count(*) FROM coinbase_bronze), (SELECT count(*) FROM %1$s),
              (SELECT count(*) FROM %2$s), (SELECT sum(trades) FROM candles_1m),
              (SELECT sum(volume) FROM candles_1m) = (SELECT sum(last_size) FROM %1$s)
            """
                .formatted(pipeline.silver().table(), pipeline.quarantine()));
    if (!found.strip().equals(expected)) {
      throw new IllegalStateException(
          "Cannot count this round: bronze, silver, quarantine, trades in candles, equal volume are %s instead of %s"
              .formatted(found.strip(), expected));
    }
  }

  /** The rows of an answer, without their header. */
  private String ask(String sql) {
    StringWriter text = new StringWriter();
    try (SqlEngine engine = SqlEngine.open(files, new AsOf.Now())) {
      engine.query(sql, ResultFormat.CSV, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().lines().skip(1).findFirst().orElseThrow() + "\n";
  }
}
