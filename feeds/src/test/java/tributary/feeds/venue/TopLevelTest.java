package tributary.feeds.venue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopLevelTest {

  @Test
  void walksTheMembersOfTheObjectAndNotThoseInside() {
    TopLevel members =
        new TopLevel(
            bytes(
                " { \"a\" : \"x\" ,\"b\":{\"a\":[\"}\",{}]},\"c\":[1,[2]],\"d\":-1.5e3,\"e\":null} \n"));
    List<String> names = new ArrayList<>();
    while (members.next()) {
      names.add(members.name());
    }
    assertEquals(List.of("a", "b", "c", "d", "e"), names);
    assertTrue(members.whole());
  }

  @Test
  void readsTextsAndWholeNumbers() {
    TopLevel members = new TopLevel(bytes("{\"t\":\"BTC-\\\"USD\",\"n\":1099995623,\"s\":\"7\"}"));
    assertTrue(members.next() && members.named(bytes("t")));
    assertEquals("BTC-\\\"USD", members.text());
    assertEquals(-1, members.number(-1));
    assertTrue(members.next() && members.named(bytes("n")));
    assertEquals(1099995623, members.number(-1));
    assertNull(members.text());
    assertTrue(members.next());
    assertEquals(-1, members.number(-1));
  }

  @Test
  void doesNotReadATextLongerThanItsBound() {
    TopLevel members = new TopLevel(bytes("{\"t\":\"" + "x".repeat(513) + "\"}"));
    assertTrue(members.next());
    assertNull(members.text());
  }

  @Test
  void anEmptyObjectIsWholeAndHasNoMember() {
    TopLevel members = new TopLevel(bytes("{ }"));
    assertFalse(members.next());
    assertTrue(members.whole());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "null",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1",
        "{\"a\":\"1}",
        "{\"a\":[1}",
        "{\"a\":1}}",
        "{\"a\":1}x",
        "{a:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":\"\\",
        "{\"a\\",
        "{\"a\":\"\n\"}",
        "{\"a\":{\"b\":\"}",
        "{,\"a\":1}"
      })
  void whatIsDamagedIsNotWhole(String json) {
    TopLevel members = new TopLevel(bytes(json));
    while (members.next()) {
      members.text();
    }
    assertFalse(members.whole(), json);
    assertFalse(members.next(), "the end is the end");
  }

  @Test
  void leadsIntoAnObjectAndIntoTheFirstOfAnArray() {
    TopLevel members =
        new TopLevel(bytes("{\"a\": {\"b\":{\"c\":7}} ,\"d\":[ {\"e\":false},{}],\"f\":1}"));
    assertTrue(members.next());
    TopLevel inner = members.into();
    assertTrue(inner.next());
    assertEquals("b", inner.name());
    TopLevel innermost = inner.into();
    assertTrue(innermost.next());
    assertEquals(7, innermost.number(-1));
    assertFalse(innermost.next());
    assertTrue(innermost.whole());
    assertFalse(inner.next());
    assertTrue(inner.whole());
    assertTrue(members.next(), "the outer walk goes on");
    TopLevel first = members.intoFirst();
    assertTrue(first.next());
    assertEquals("e", first.name());
    assertTrue(first.is(bytes("false")));
    assertFalse(first.is(bytes("fals")));
    assertTrue(members.next());
    assertEquals("f", members.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "\"{}\"", "[]", "[[]]", "[1,{\"b\":1}]", "[{]", "{\"b\" 1}", "{\"b\":1,]}"})
  void leadsNowhereWhereThereIsNoWholeObject(String value) {
    TopLevel members = new TopLevel(bytes("{\"a\":" + value + ",\"b\":2}"));
    if (members.next()) {
      for (TopLevel inner : List.of(members.into(), members.intoFirst())) {
        while (inner.next()) {
          inner.text();
        }
        assertFalse(inner.whole(), value);
      }
    }
  }

  @Test
  void depthIsNoMatter() {
    String deep = "{\"a\":" + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}";
    TopLevel members = new TopLevel(bytes(deep));
    assertTrue(members.next());
    assertFalse(members.next());
    assertTrue(members.whole());
  }

  @Test
  void noBytesMakeItThrowOrRunForEver() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    byte[] alphabet = bytes("{}[]\",:\\ \n1ax\u00e9");
    for (int round = 0; round < 100_000; round++) {
      byte[] json = new byte[random.nextInt(24)];
      for (int i = 0; i < json.length; i++) {
        json[i] = alphabet[random.nextInt(alphabet.length)];
      }
      TopLevel members = new TopLevel(json);
      int count = 0;
      while (members.next()) {
        members.name();
        members.text();
        members.number(0);
        for (TopLevel inner : List.of(members.into(), members.intoFirst())) {
          while (inner.next()) {
            inner.name();
          }
        }
        count++;
      }
      assertTrue(count <= json.length, () -> Arrays.toString(json));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
