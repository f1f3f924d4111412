package tributary.app.sums;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tributary.app.sums.Span.Place;
import tributary.core.ledger.Ledger;
import tributary.lake.Snapshot;
import tributary.serve.sql.SqlEngine;

/**
 * How many rows of one table lie where.
 *
 * @param byRange by the place of the range in the list of ranges
 * @param strays what lies in none of them
 */
record RowCounts(Map<Integer, Long> byRange, List<Stray> strays) {
  private static final int NO_SPAN = -1;

  /** Counts the table's rows. */
  static RowCounts of(SqlEngine sql, Snapshot table, List<LedgerRange> ranges) {
    Ledger own = table.ledger().orElseGet(() -> Ledger.empty("", ""));
    List<Span> spans = Span.divide(ranges, own);
    Map<Integer, Long> byRange = new HashMap<>();
    List<Stray> strays = new ArrayList<>();
    sql.numbers(
        question(table.table(), spans),
        row -> {
          Span span = span(spans, (int) row[0], (int) row[1]);
          if (span.place() == Place.COMMITTED) {
            byRange.put(span.range(), row[2]);
          } else {
            strays.add(
                new Stray(table.table(), span.partition(), span.from(), span.place(), row[2]));
          }
        });
    return new RowCounts(byRange, strays);
  }

  long inRange(int range) {
    return byRange.getOrDefault(range, 0L);
  }

  private static Span span(List<Span> spans, int id, int partition) {
    return id == NO_SPAN ? new Span(partition, 0, Place.UNCLAIMED, Span.NO_RANGE) : spans.get(id);
  }

  private static String question(String table, List<Span> spans) {
    // No row lies in partition -1: the list must not be empty.
    StringBuilder values = new StringBuilder("(%d,-1,0)".formatted(NO_SPAN));
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      values.append(",(%d,%d,%d)".formatted(i, span.partition(), span.from()));
    }
    return """
        WITH spans(id, partition, first) AS (VALUES %s)
        SELECT coalesce(s.id, %d), t.kafka_partition, count(*)
        FROM %s t ASOF LEFT JOIN spans s
          ON t.kafka_partition = s.partition AND t.kafka_offset >= s.first
        GROUP BY 1, 2 ORDER BY 2, 1
        """
        .formatted(values, NO_SPAN, quoted(table));
  }

  private static String quoted(String table) {
    return Arrays.stream(table.split("\\."))
        .map(part -> '"' + part + '"')
        .collect(Collectors.joining("."));
  }
}
