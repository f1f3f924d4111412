package tributary.core.gaps;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.ledger.Range;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Continuity;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Silver;

/** A book that is handed frame after frame; times are in milliseconds. */
final class Driven {
  private static final Schema PRODUCT =
      new Schema(List.of(Field.required("product", new Type.Text())));

  final List<String> changes = new ArrayList<>();
  final Rows sealed = new Rows(GapBook.schema());
  private final Continuity continuity;
  private final Rows row = new Rows(PRODUCT);
  private final Frame frame = new Frame();
  private GapBook book;
  private long highestMicros = Range.NO_TIME;

  Driven(boolean byIds) {
    continuity = new Continuity("gaps", "product", byIds ? "id" : null, null);
    book = newBook();
  }

  private GapBook newBook() {
    JsonPointer at = JsonPointer.parse("/at");
    Silver silver =
        new Silver(
            "silver",
            null,
            Set.of(),
            Set.of(),
            List.of(new ColumnSpec("at", at, new Type.Timestamp(), true, List.of())),
            "at",
            null,
            null);
    return new GapBook(7, null, silver, continuity, this::changed);
  }

  private void changed(byte[] product, long from, long to, boolean repaired) {
    String until = to == Long.MAX_VALUE ? "on" : Long.toString(to / 1000);
    String what = repaired ? " repaired" : "";
    changes.add(new String(product, UTF_8) + " " + from / 1000 + " to " + until + what);
  }

  /** Begins anew from what a commit would have written. */
  void restart() {
    Rows open = new Rows(GapBook.schema());
    book.write(open);
    var heads = book.heads();
    book = newBook();
    book.restore(heads, open);
  }

  private void next(String product, FrameOrigin origin) {
    frame.offset++;
    frame.partition = 7;
    frame.receivedMicros = frame.offset;
    frame.origin = origin;
    row.clear();
    row.bytes(0).set(row.open(), product);
  }

  Driven row(String product, long id, long millis) {
    return row(product, id, millis, true, FrameOrigin.VENUE);
  }

  Driven backfilled(String product, long id, long millis) {
    return row(product, id, millis, true, FrameOrigin.BACKFILL);
  }

  Driven row(String product, long id, long millis, boolean isNew, FrameOrigin origin) {
    next(product, origin);
    book.row(row.bytes(0), 0, id, millis * 1000, isNew, frame, highestMicros);
    return passed(millis);
  }

  Driven newest(String product, long id, long millis) {
    next(product, FrameOrigin.VENUE);
    book.newest(row.bytes(0), 0, id, millis * 1000, frame);
    return passed(millis);
  }

  Driven mark(Mark mark) {
    next(mark.product(), FrameOrigin.FEED);
    book.mark(mark, frame);
    return this;
  }

  Driven passed(long millis) {
    highestMicros = Math.max(highestMicros, millis * 1000);
    return this;
  }

  long offset() {
    return frame.offset;
  }

  long highestMicros() {
    return highestMicros;
  }

  @Nullable Boolean isComplete(String product, long startMillis, long endMillis) {
    return book.isComplete(product.getBytes(UTF_8), startMillis * 1000, endMillis * 1000);
  }

  long unwatched() {
    return book.unwatched();
  }

  List<Gap> openGaps() {
    List<Gap> open = new ArrayList<>();
    book.openGaps(highestMicros, open);
    return open;
  }

  /** All gaps, those that change no more first. */
  List<String> gaps() {
    Rows open = new Rows(GapBook.schema());
    book.drainSealed(sealed, 0);
    book.write(open);
    List<String> all = new ArrayList<>();
    for (Rows rows : List.of(sealed, open)) {
      for (int at = 0; at < rows.size(); at++) {
        all.add(text(rows, at));
      }
    }
    return Collections.unmodifiableList(all);
  }

  private static String text(Rows rows, int at) {
    return "%s %s-%s (%s: %s) %s to %s %s%s, found %s%s"
        .formatted(
            value(rows, "product", at),
            value(rows, "first_missing", at),
            value(rows, "last_missing", at),
            value(rows, "missing", at),
            value(rows, "missing_ids", at),
            millis(rows, "from_time", at),
            millis(rows, "to_time", at),
            value(rows, "state", at),
            rows.column(11).isNull(at) ? "" : " by " + value(rows, "how", at),
            value(rows, "found_offset", at),
            rows.column(15).isNull(at) ? "" : ", closed " + value(rows, "closed_offset", at));
  }

  private static String millis(Rows rows, String column, int at) {
    int index = rows.schema().indexOf(column);
    return rows.column(index).isNull(at) ? "?" : Long.toString(rows.longs(index).get(at) / 1000);
  }

  private static String value(Rows rows, String column, int at) {
    int index = rows.schema().indexOf(column);
    if (rows.column(index).isNull(at)) {
      return "?";
    }
    return rows.schema().field(index).type() instanceof Type.Text
        ? rows.bytes(index).text(at)
        : Long.toString(rows.longs(index).get(at));
  }
}
