package tributary.core.decode;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of frames of one shape, out of a {@link Tree}: texts such as {@code row 7 new a 1.50},
 * or {@code rejected} and {@code frame ...}. Knows nothing of the decoder.
 */
final class TreeItems {
  static final String BLOCK =
      """
      each: /events/*/trades/*
      columns:
        sent: {pointer: /sent, type: bigint, required: true}
        type: {pointer: /events/*/type, type: string, values: {new: N, old: O, "true": T}}
        name: {name_of: /events/*/trades/*, type: string}
        price: {pointer: /events/*/trades/*/price, type: "decimal(9,2)", required: true, above: 0}
        size: {pointer: /events/*/trades/*/more/1, type: int}
        at: {pointer: /events/*/trades/*/price, type: timestamp, format: epoch_s, required: true}
      event_time: at
      """;

  /** What cannot be read: the element that it is found in is rejected. */
  private static final class Refused extends RuntimeException {
    Refused() {
      super("", null, false, false);
    }
  }

  private TreeItems() {}

  static List<String> of(String json) {
    Tree frame = Tree.read(json);
    if (frame == null || !frame.isObject() || frame.depth() > Cursor.MAX_DEPTH) {
      return List.of("frame rejected");
    }
    try {
      checkNames(frame);
      String sent = whole(only(frame, "sent"), true);
      Tree events = only(frame, "events");
      if (events == null) {
        return List.of("frame rejected");
      }
      checkList(events);
      List<String> items = new ArrayList<>();
      for (Tree.Entry event : events.entries()) {
        items.addAll(event(sent, event.value()));
      }
      return items.isEmpty() ? List.of("frame control") : items;
    } catch (Refused e) {
      return List.of("frame rejected");
    }
  }

  private static List<String> event(String sent, Tree event) {
    List<String> items = new ArrayList<>();
    try {
      if (!event.isStructure()) {
        throw new Refused();
      }
      checkNames(event);
      String type = type(only(event, "type"));
      Tree trades = only(event, "trades");
      if (trades != null) {
        checkList(trades);
        for (Tree.Entry trade : trades.entries()) {
          items.add(trade(sent + " " + type, trade, trades.isObject()));
        }
      }
    } catch (Refused e) {
      return List.of("rejected");
    }
    return items;
  }

  private static String trade(String before, Tree.Entry entry, boolean isNamed) {
    Tree trade = entry.value();
    try {
      if (!trade.isStructure()) {
        throw new Refused();
      }
      checkNames(trade);
      Tree more = only(trade, "more");
      String name = isNamed ? text(entry.name()) : "null";
      BigDecimal price = number(only(trade, "price"));
      if (price == null || price.signum() <= 0) {
        throw new Refused();
      }
      return "row %s %s %s %s"
          .formatted(before, name, fitting(price, 2, 9).toPlainString(), size(more));
    } catch (Refused e) {
      return "rejected";
    }
  }

  private static String size(@Nullable Tree more) {
    if (more == null || !more.isStructure()) {
      return "null";
    }
    checkNames(more);
    Tree size = only(more, "1");
    if (size == null) {
      return "null";
    }
    BigDecimal value = number(size);
    return value == null ? "null" : fitting(value, 0, 10).toPlainString();
  }

  private static String type(@Nullable Tree type) {
    if (type == null) {
      return "null";
    }
    return switch (type.isStructure() ? "" : type.text()) {
      case "new" -> "N";
      case "old" -> "O";
      case "true" -> "T";
      default -> throw new Refused();
    };
  }

  private static void checkList(Tree list) {
    if (!list.isStructure()) {
      throw new Refused();
    }
  }

  /** Names are decoded where they are looked at. */
  private static void checkNames(Tree object) {
    if (object.isObject()) {
      object.entries().forEach(each -> text(each.name()));
    }
  }

  private static String text(String text) {
    if (text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
      throw new Refused();
    }
    return text;
  }

  private static @Nullable Tree only(Tree object, String name) {
    boolean isPlace = name.equals("1");
    List<Tree> found = object.isObject() || isPlace ? object.members(name) : List.of();
    if (found.size() > 1) {
      throw new Refused();
    }
    return found.isEmpty() || found.get(0).isNull() ? null : found.get(0);
  }

  private static String whole(@Nullable Tree value, boolean required) {
    BigDecimal number = number(value);
    if (number == null && required) {
      throw new Refused();
    }
    return number == null ? "null" : fitting(number, 0, 18).toPlainString();
  }

  private static @Nullable BigDecimal number(@Nullable Tree value) {
    if (value == null) {
      return null;
    }
    boolean isText = value.token() == JsonToken.VALUE_STRING;
    if (!value.token().isNumeric() && !isText) {
      throw new Refused();
    }
    if (!value.text().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
        || value.text().length() > 64) {
      throw new Refused();
    }
    return new BigDecimal(value.text());
  }

  private static BigDecimal fitting(BigDecimal number, int scale, int digits) {
    try {
      BigDecimal fitting = number.setScale(scale);
      if (fitting.precision() > digits || number.abs().scale() > 99 || number.scale() < -99) {
        throw new Refused();
      }
      return fitting;
    } catch (ArithmeticException e) {
      throw new Refused();
    }
  }
}
