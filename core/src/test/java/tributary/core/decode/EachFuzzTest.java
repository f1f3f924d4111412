package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

/** However a frame of several rows is damaged, each of them is what a tree of it says. */
class EachFuzzTest {
  private static final int MUTANTS = 30_000;
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "null",
          "true",
          "7",
          "-",
          ".",
          "e1",
          "1e-2",
          "\"type\":\"new\",",
          "\"price\":1,",
          "\"sent\":1,",
          "\"trades\":[],",
          "\"events\":{},",
          "\\ud800",
          "\\u0061",
          " ",
          "\n",
          "{\"price\":2},",
          "[[[",
          "\"1\":4,",
          "é",
          "[5,6],");

  private final Items items = new Items(TreeItems.BLOCK);
  private final Map<String, Integer> seen = new TreeMap<>();

  @Test
  void everyMutantIsReadAsATreeOfItIsRead() {
    Random random = Seed.random();
    for (int i = 0; i < MUTANTS; i++) {
      String frame = frame(random);
      for (int times = random.nextInt(2) * random.nextInt(4); times > 0; times--) {
        frame = mutate(frame, random);
      }
      check(frame);
    }
    System.out.println(seen);
    assertTrue(seen.getOrDefault("row", 0) > MUTANTS, "rows");
    assertTrue(seen.getOrDefault("rejected", 0) > MUTANTS / 10, "rejected");
    assertTrue(seen.getOrDefault("frame rejected", 0) > MUTANTS / 10, "frames");
    assertTrue(seen.getOrDefault("frame control", 0) > MUTANTS / 100, "control");
  }

  private void check(String frame) {
    String sound = new String(frame.getBytes(UTF_8), UTF_8);
    List<String> expected = TreeItems.of(sound);
    List<String> found = items.of(sound).stream().map(EachFuzzTest::plain).toList();
    assertEquals(expected, found, sound);
    found.forEach(each -> seen.merge(each.startsWith("row") ? "row" : each, 1, Integer::sum));
  }

  /** Without reasons, and without the time, which is there to be a row's. */
  private static String plain(String item) {
    if (item.startsWith("frame: control")) {
      return "frame control";
    }
    if (item.startsWith("frame: ")) {
      return "frame rejected";
    }
    String[] words = item.split(" ");
    boolean isRejected =
        Arrays.stream(Reason.values()).anyMatch(each -> each.code().equals(words[0]));
    return isRejected ? "rejected" : "row " + item.substring(0, item.lastIndexOf(' '));
  }

  private static String frame(Random random) {
    List<String> members = new ArrayList<>();
    members.add("\"sent\":" + random.nextInt(1_000));
    List<String> events = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      events.add(event(random));
    }
    members.add("\"events\":" + list(events, random));
    members.add("\"other\":{\"events\":[1],\"x\":[{}]}");
    return shuffled(members, random);
  }

  private static String event(Random random) {
    List<String> members = new ArrayList<>();
    if (random.nextInt(5) > 0) {
      members.add("\"type\":" + List.of("\"new\"", "\"old\"", "true", "\"odd\"").get(pick(random)));
    }
    List<String> trades = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      trades.add(trade(random));
    }
    if (random.nextInt(9) > 0) {
      members.add("\"trades\":" + list(trades, random));
    }
    return random.nextInt(40) == 0 ? "[]" : shuffled(members, random);
  }

  private static int pick(Random random) {
    return random.nextInt(12) == 0 ? 3 : random.nextInt(3);
  }

  private static String trade(Random random) {
    List<String> members = new ArrayList<>();
    String price = random.nextInt(100) + (random.nextBoolean() ? ".5" : "");
    if (random.nextInt(10) == 0) {
      price = List.of("0", "-1", "1.555", "99999999.5", "1e2", "2.50e-1").get(random.nextInt(6));
    }
    members.add("\"price\":" + (random.nextBoolean() ? price : "\"" + price + "\""));
    if (random.nextInt(15) == 0) {
      members.remove(0);
    }
    if (random.nextBoolean()) {
      members.add("\"more\":[" + random.nextInt(9) + "," + random.nextInt(9) + ",{}]");
    }
    return shuffled(members, random);
  }

  private static String list(List<String> values, Random random) {
    if (random.nextInt(3) > 0) {
      return "[" + String.join(",", values) + "]";
    }
    List<String> entries = new ArrayList<>();
    for (String value : values) {
      entries.add("\"e" + random.nextInt(9) + "\":" + value);
    }
    return "{" + String.join(" , ", entries) + "}";
  }

  private static String shuffled(List<String> members, Random random) {
    Collections.shuffle(members, random);
    return "{" + String.join(random.nextInt(5) == 0 ? ", " : ",", members) + "}";
  }

  private static String mutate(String frame, Random random) {
    int from = random.nextInt(frame.length() + 1);
    int until = Math.min(frame.length(), from + random.nextInt(4));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(3)) {
      case 0 -> frame.substring(0, from) + piece + frame.substring(from);
      case 1 -> frame.substring(0, from) + piece + frame.substring(until);
      default -> frame.substring(0, from) + frame.substring(until);
    };
  }
}
