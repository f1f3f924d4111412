package tributary.core.gaps;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.Feed;
import tributary.core.spec.Silver;

/** Gaps as rows of their table. */
final class GapRows {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              Field.optional("venue", new Type.Text()),
              Field.optional("channel", new Type.Text()),
              Field.required("product", new Type.Text()),
              Field.optional("first_missing", new Type.BigInt()),
              Field.optional("last_missing", new Type.BigInt()),
              Field.optional("missing", new Type.BigInt()),
              Field.optional("missing_ids", new Type.Text()),
              Field.required("from_time", new Type.Timestamp()),
              Field.optional("to_time", new Type.Timestamp()),
              Field.required("found_at", new Type.Timestamp()),
              Field.required("state", new Type.Text()),
              Field.optional("how", new Type.Text()),
              Field.optional("closed_at", new Type.Timestamp()),
              Field.required("kafka_partition", new Type.Int()),
              Field.required("found_offset", new Type.BigInt()),
              Field.optional("closed_offset", new Type.BigInt())));

  /** What tells rows apart; its first column is a time. */
  static final List<String> KEY =
      List.of("found_at", "product", "kafka_partition", "found_offset", "first_missing");

  static final int PARTITION = SCHEMA.indexOf("kafka_partition");

  private final @Nullable String venue;
  private final @Nullable String channel;

  GapRows(@Nullable Feed feed, Silver silver) {
    this.venue = feed == null ? null : feed.venue();
    this.channel = feed == null ? null : channel(feed, silver);
  }

  /** The channel that brings the rows, if there is but one that can. */
  private static @Nullable String channel(Feed feed, Silver silver) {
    List<String> others =
        feed.channels().stream().filter(each -> !silver.control().contains(each)).toList();
    return others.size() == 1 ? others.get(0) : null;
  }

  void write(Hole hole, int partition, Rows rows) {
    int row = rows.open();
    text(rows, 0, row, venue);
    text(rows, 1, row, channel);
    text(rows, 2, row, hole.product);
    if (hole.hasIds) {
      rows.longs(3).set(row, hole.first);
      rows.longs(4).set(row, hole.last);
      rows.longs(5).set(row, hole.missing.count());
      text(rows, 6, row, hole.missing.isEmpty() ? null : hole.missing.text());
    }
    rows.longs(7).set(row, hole.fromMicros);
    if (hole.toMicros != Hole.NO_END) {
      rows.longs(8).set(row, hole.toMicros);
    }
    rows.longs(9).set(row, hole.foundMicros);
    text(rows, 10, row, hole.state.code());
    text(rows, 11, row, hole.how);
    if (hole.isClosed) {
      rows.longs(12).set(row, hole.closedMicros);
      rows.longs(15).set(row, hole.closedOffset);
    }
    rows.longs(PARTITION).set(row, partition);
    rows.longs(14).set(row, hole.foundOffset);
    rows.keep();
  }

  private static void text(Rows rows, int column, int row, @Nullable String text) {
    if (text != null) {
      rows.bytes(column).set(row, text);
    }
  }

  static Hole read(Rows rows, int row) {
    boolean hasIds = !rows.column(3).isNull(row);
    Hole hole =
        new Hole(
            rows.bytes(2).text(row),
            hasIds,
            hasIds ? rows.longs(3).get(row) : 0,
            hasIds ? rows.longs(4).get(row) : 0,
            rows.column(6).isNull(row) ? Ids.none() : Ids.parse(rows.bytes(6).text(row)),
            rows.longs(7).get(row),
            rows.column(8).isNull(row) ? Hole.NO_END : rows.longs(8).get(row),
            rows.longs(9).get(row),
            rows.longs(14).get(row));
    hole.state = State.of(rows.bytes(10).text(row));
    hole.how = rows.column(11).isNull(row) ? null : rows.bytes(11).text(row);
    hole.isClosed = !rows.column(12).isNull(row);
    if (hole.isClosed) {
      hole.closedMicros = rows.longs(12).get(row);
      hole.closedOffset = rows.longs(15).get(row);
    }
    return hole;
  }
}
