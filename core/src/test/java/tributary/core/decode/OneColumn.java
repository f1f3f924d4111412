package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.rows.Values;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Reading;
import tributary.core.spec.Silver;

/** A pipeline with one column to look at, which reads the member {@code v}, and an event time. */
final class OneColumn {
  private final Decoder decoder;
  private final Rows rows;

  private OneColumn(Type type, Reading reading, @Nullable String kind) {
    ColumnSpec value =
        new ColumnSpec("v", JsonPointer.parse("/v"), false, type, reading, false, List.of());
    ColumnSpec time =
        new ColumnSpec("time", JsonPointer.parse("/time"), new Type.Timestamp(), false, List.of());
    Silver silver =
        new Silver(
            "table",
            kind == null ? null : JsonPointer.parse(kind),
            Set.of("row"),
            Set.of("ack"),
            List.of(value, time),
            "time",
            null,
            null);
    decoder = new Decoder(silver);
    rows = new Rows(TableSchemas.silver(silver));
  }

  static OneColumn of(Type type) {
    return new OneColumn(type, Reading.PLAIN, null);
  }

  static OneColumn rounding(Type type) {
    return new OneColumn(type, new Reading.Rounded(), null);
  }

  static OneColumn ofKind(String pointer) {
    return new OneColumn(new Type.Text(), Reading.PLAIN, pointer);
  }

  Outcome decode(byte @Nullable [] frame) {
    return decoder.decode(frame, 0, rows);
  }

  Outcome decode(String frame) {
    return decode(frame.getBytes(UTF_8));
  }

  /** What the column holds after the frame {@code {"v":json}}, as text, or why not. */
  String read(String json) {
    return frame("{\"v\":" + json + "}");
  }

  /** As {@link #read}, of a whole frame. */
  String frame(String frame) {
    Outcome outcome = decode(frame);
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.reason().code();
    }
    return outcome instanceof Outcome.Row
        ? Values.text(rows, 0, rows.size())
        : outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The unscaled or raw 64 bits that the column holds after the last frame. */
  long bits() {
    return rows.longs(0).get(rows.size());
  }
}
