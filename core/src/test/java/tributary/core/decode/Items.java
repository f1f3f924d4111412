package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tributary.core.Pipelines;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Silver;

/** What becomes of frames by a silver block, as text. */
final class Items {
  private final Silver silver;
  private final Decoder decoder;
  private final Rows rows;

  Items(String block) {
    silver = Pipelines.of(block).silver();
    decoder = new Decoder(silver);
    rows = new Rows(TableSchemas.silver(silver));
  }

  /** The items of a frame: a row's values, or why it is none; or what becomes of the frame. */
  List<String> of(String frame) {
    Outcome outcome = decoder.decode(frame.getBytes(UTF_8), 0, rows);
    if (outcome instanceof Outcome.Items items) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < items.count(); i++) {
        texts.add(text(decoder.item(i, rows)));
      }
      return texts;
    }
    return List.of("frame: " + text(outcome));
  }

  /** The text of one item of the frame that was looked at last. */
  String payload(String frame, int item) {
    return new String(
        frame.getBytes(UTF_8), decoder.itemStart(item), decoder.itemLength(item), UTF_8);
  }

  private String text(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      return rejected.reason().code() + " " + rejected.detail();
    }
    if (outcome instanceof Outcome.Control control) {
      return control.equals(Outcome.Control.TIMELESS) ? "control" : "control with a time";
    }
    return IntStream.range(0, silver.columns().size())
        .mapToObj(column -> Values.text(rows, column, rows.size()))
        .collect(Collectors.joining(" "));
  }
}
