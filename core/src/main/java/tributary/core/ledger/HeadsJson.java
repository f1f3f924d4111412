package tributary.core.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The form of the heads of one partition inside a ledger. */
final class HeadsJson {
  private HeadsJson() {}

  static void write(StringBuilder json, SortedMap<String, Head> heads) {
    String separator = "{";
    for (Map.Entry<String, Head> each : heads.entrySet()) {
      quote(json.append(separator), each.getKey());
      write(json, each.getValue());
      separator = ",";
    }
    json.append('}');
  }

  private static void write(StringBuilder json, Head head) {
    json.append(":{\"at\":").append(head.timeMicros());
    if (head.id() != Head.NONE) {
      json.append(",\"id\":").append(head.id());
    }
    if (head.awaited() != Head.NONE) {
      json.append(",\"awaited\":").append(head.awaited());
    }
    json.append('}');
  }

  /** Everything but plain ASCII is escaped, so that a product of any name stays one line. */
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

  static SortedMap<String, Head> read(Map<?, ?> json) {
    TreeMap<String, Head> heads = new TreeMap<>();
    for (Map.Entry<?, ?> each : json.entrySet()) {
      Map<?, ?> head = (Map<?, ?>) each.getValue();
      heads.put(
          (String) each.getKey(),
          new Head(or(head, "id"), LedgerJson.number(head, "at"), or(head, "awaited")));
    }
    return heads;
  }

  private static long or(Map<?, ?> head, String name) {
    return head.containsKey(name) ? LedgerJson.number(head, name) : Head.NONE;
  }
}
