package tributary.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tributary.core.Coinbase;
import tributary.core.intake.TableSchemas;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.rows.Values;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Silver;

/** Decodes Coinbase frames and compares each outcome and value with {@link TickerReading}. */
final class Agreement {
  private final Silver silver = Coinbase.silver();
  private final Decoder decoder = new Decoder(silver);
  private final Set<String> names = names(column -> true);
  private final Set<String> texts = names(column -> column.type() instanceof Type.Text);
  private final Rows rows = new Rows(TableSchemas.silver(silver));

  /** How often each outcome was seen. */
  final Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);

  int taken;
  int control;

  private Set<String> names(Predicate<ColumnSpec> choice) {
    return silver.columns().stream()
        .filter(choice)
        .map(ColumnSpec::name)
        .collect(Collectors.toSet());
  }

  void check(byte[] frame, long receivedMicros) {
    Outcome outcome = decoder.decode(frame, receivedMicros, rows);
    TickerReading expected = new TickerReading(silver, names, texts, frame, receivedMicros);
    String text = new String(frame, StandardCharsets.UTF_8);
    if (outcome instanceof Outcome.Rejected refusal) {
      assertTrue(
          expected.refusals.contains(refusal.reason()),
          () -> refusal + " instead of " + expected.refusals + ": " + text);
      rejected.merge(refusal.reason(), 1, Integer::sum);
    } else if (outcome instanceof Outcome.Control it) {
      assertTrue(expected.control, text);
      assertEquals(expected.controlMicros, it.timeMicros(), text);
      control++;
    } else {
      assertEquals(Set.of(), expected.refusals, text);
      assertFalse(expected.control, text);
      checkValues(expected, text);
      taken++;
    }
  }

  private void checkValues(TickerReading expected, String text) {
    for (int i = 0; i < silver.columns().size(); i++) {
      String name = silver.columns().get(i).name();
      assertEquals(expected.values.get(name), value(i), () -> name + " of " + text);
    }
  }

  private @Nullable Object value(int column) {
    int row = rows.size();
    if (rows.column(column).isNull(row)) {
      return null;
    }
    Type type = silver.columns().get(column).type();
    if (type instanceof Type.Timestamp) {
      return rows.longs(column).get(row);
    }
    if (type instanceof Type.Text) {
      return rows.bytes(column).text(row);
    }
    return Values.number(rows, column, row);
  }
}
