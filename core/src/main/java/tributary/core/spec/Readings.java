package tributary.core.spec;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.Problem.Code;

/** How a column's text becomes its values: the keys that say so, and the types that they suit. */
final class Readings {
  private static final String ISO = "iso";
  private static final Map<String, Integer> EPOCHS =
      Map.of("epoch_s", 0, "epoch_ms", 3, "epoch_us", 6, "epoch_ns", 9);
  private static final Set<String> WALLS = Set.of("date", "local");
  private static final List<String> FORMATS =
      List.of(ISO, "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", "date", "local");
  private static final Pattern ZONE = Pattern.compile("UTC|[A-Za-z]+(/[A-Za-z0-9_+-]+)+");
  private static final String ZONE_EXPECTED = "a time zone such as US/Eastern or UTC";

  private static final Member<String> FORMAT = Member.optional("format", Scalars.word(FORMATS));
  private static final Member<ZoneId> ZONE_KEY = Member.optional("zone", Readings::zone);
  private static final Member<String> ROUND =
      Member.optional("round", Scalars.word(List.of("half_up")));
  private static final Member<Map<String, String>> VALUES =
      Member.optional("values", Readings::values);

  private Readings() {}

  /** The keys of all readings. */
  static Stream<Member<?>> members() {
    return Stream.of(FORMAT, ZONE_KEY, ROUND, VALUES);
  }

  private static @Nullable ZoneId zone(Value value) {
    String text = Scalars.text(value);
    if (text == null) {
      return null;
    }
    if (ZONE.matcher(text).matches() && ZoneId.getAvailableZoneIds().contains(text)) {
      return ZoneId.of(text);
    }
    String message = "Invalid %s: \"%s\"".formatted(value.subject(), text);
    value.unknown(
        Code.INVALID_VALUE, message, ZONE_EXPECTED, new TreeSet<>(ZoneId.getAvailableZoneIds()));
    return null;
  }

  private static @Nullable Map<String, String> values(Value value) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Value.Named> entries = value.named("what the frame has, each with the text to store");
    for (Value.Named entry : entries) {
      String meaning = Scalars.text(entry.value());
      if (meaning != null) {
        values.put(entry.name().text(), meaning);
      }
    }
    return values.isEmpty() || values.size() < entries.size() ? null : values;
  }

  /** What the column declares, or its type's own writing. */
  static Reading read(Type type, Content column) {
    refuseUnless(type instanceof Type.Timestamp, FORMAT, type, column, "a timestamp");
    refuseUnless(type instanceof Type.Timestamp, ZONE_KEY, type, column, "a timestamp");
    refuseUnless(type instanceof Type.Text, VALUES, type, column, "a string");
    refuseUnless(type instanceof Type.Decimal, ROUND, type, column, "a decimal");
    if (column.has(ROUND)) {
      return new Reading.Rounded();
    }
    Map<String, String> values = column.find(VALUES);
    return values == null ? time(column) : new Reading.Named(values);
  }

  private static void refuseUnless(
      boolean suits, Member<?> member, Type type, Content column, String suited) {
    if (!suits && column.has(member)) {
      Value value = column.at(member);
      String message = "Cannot use %s on a column of type %s";
      value.report(
          Code.UNFIT_COLUMN,
          message.formatted(value.subject(), type.label()),
          "a column that is " + suited);
    }
  }

  private static Reading time(Content column) {
    String format = column.findOr(FORMAT, ISO);
    ZoneId zone = column.find(ZONE_KEY);
    if (WALLS.contains(format)) {
      if (zone == null) {
        column
            .value()
            .report(
                Code.MISSING_KEY,
                "Cannot find key \"zone\" in %s: a %s is an instant only where a clock hangs"
                    .formatted(column.value().subject(), format),
                ZONE_EXPECTED);
        return Reading.PLAIN;
      }
      return new Reading.WallTime(format.equals("local"), zone);
    }
    if (zone != null) {
      Value value = column.at(ZONE_KEY);
      value.report(
          Code.UNFIT_COLUMN,
          "Cannot use %s with format %s, which says the instant itself"
              .formatted(value.subject(), format),
          "zone only beside format date or local");
    }
    Integer decimals = EPOCHS.get(format);
    return decimals == null ? Reading.PLAIN : new Reading.Epoch(decimals);
  }
}
