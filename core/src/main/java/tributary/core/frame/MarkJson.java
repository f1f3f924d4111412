package tributary.core.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A mark's form in the topic: one line of JSON.
 *
 * <pre>
 * {"tributary":"disconnected","product":"BTC-USD","reason":"no frame for 5.0 s"}
 * {"tributary":"missed","product":"BTC-USD","first":17,"last":19}
 * {"tributary":"unrepairable","product":"BTC-USD","first":17,"last":19,"reason":"too old"}
 * </pre>
 */
public final class MarkJson {
  private static final int LONGEST_MARK_BYTES = 4096;
  private static final int LONGEST_REASON = 500;

  private MarkJson() {}

  /** Writes the mark; a reason is cut after 500 characters. */
  public static byte[] write(Mark mark) {
    StringBuilder json = new StringBuilder(128).append("{\"tributary\":");
    if (mark instanceof Mark.Disconnected disconnected) {
      begin(json, "disconnected", mark.product());
      reason(json, disconnected.reason());
    } else if (mark instanceof Mark.Missed missed) {
      begin(json, "missed", mark.product());
      ids(json, missed.first(), missed.last());
    } else if (mark instanceof Mark.Unrepairable unrepairable) {
      begin(json, "unrepairable", mark.product());
      ids(json, unrepairable.first(), unrepairable.last());
      reason(json, unrepairable.reason());
    }
    return json.append('}').toString().getBytes(UTF_8);
  }

  private static void begin(StringBuilder json, String what, String product) {
    quote(json, what);
    quote(json.append(",\"product\":"), product);
  }

  private static void ids(StringBuilder json, long first, long last) {
    json.append(",\"first\":").append(first).append(",\"last\":").append(last);
  }

  private static void reason(StringBuilder json, String reason) {
    boolean isLong = reason.length() > LONGEST_REASON;
    quote(json.append(",\"reason\":"), isLong ? reason.substring(0, LONGEST_REASON) : reason);
  }

  /** Everything but plain ASCII is escaped, so that no text can break the line. */
  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next < ' ' || next > '~' || next == '"' || next == '\\') {
        json.append("\\u%04x".formatted((int) next));
      } else {
        json.append(next);
      }
    }
    json.append('"');
  }

  /** Reads what {@link #write} wrote; null for anything else. */
  public static @Nullable Mark read(byte @Nullable [] value) {
    if (value == null || value.length > LONGEST_MARK_BYTES) {
      return null;
    }
    try {
      String json = new String(value, UTF_8);
      Object root = new Load(LoadSettings.builder().build()).loadFromString(json);
      return root instanceof Map<?, ?> members ? mark(members) : null;
    } catch (YamlEngineException | ClassCastException | NullPointerException otherwise) {
      return null;
    }
  }

  private static @Nullable Mark mark(Map<?, ?> members) {
    String product = text(members, "product");
    return switch (text(members, "tributary")) {
      case "disconnected" -> new Mark.Disconnected(product, text(members, "reason"));
      case "missed" -> new Mark.Missed(product, number(members, "first"), number(members, "last"));
      case "unrepairable" ->
          new Mark.Unrepairable(
              product, number(members, "first"), number(members, "last"), text(members, "reason"));
      default -> null;
    };
  }

  private static String text(Map<?, ?> members, String name) {
    return Objects.requireNonNull((String) members.get(name), name);
  }

  private static long number(Map<?, ?> members, String name) {
    Object number = Objects.requireNonNull(members.get(name), name);
    return number instanceof Integer small ? small : (Long) number;
  }
}
