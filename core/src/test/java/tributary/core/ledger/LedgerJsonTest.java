package tributary.core.ledger;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.Seed;

class LedgerJsonTest {
  private static final String ODD = "{}[]\",:&*!|x0\n\u0000-.";
  private static final String NAMES = "A B - : { , # ' \" \\ \n \u0000 \u00e9 \u5e01 \ud83d\ude00";
  private static final String RANGE =
      "{\"from\":1,\"next\":8,\"highestMicros\":-5,\"silver\":1,\"quarantine\":2,\"control\":3,"
          + "\"duplicates\":4}";
  private static final String WRITTEN =
      "{\"version\":1,\"topic\":\"ticker\",\"topicId\":\"Zk-_9\",\"partitions\":{\"12\":"
          + RANGE
          + "}}";

  @Test
  void itsFormIsOneLineOfJson() {
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    partitions.put(12, new Range(1, 8, -5, new Counts(1, 2, 3, 4)));
    Ledger ledger = new Ledger("ticker", "Zk-_9", partitions);

    assertEquals(WRITTEN, LedgerJson.write(ledger));
    assertEquals(ledger, LedgerJson.read(WRITTEN));
  }

  @Test
  void aTableThatTookThePlaceOfAnotherSaysSoWithEachCommit() {
    Ledger begun =
        new Ledger("ticker", "id", new TreeMap<>(), Instant.parse("2026-01-01T00:00:00.123Z"));
    Ledger after = begun.advance(Map.of(0, new Range(0, 4, 9, Counts.NONE)));

    assertEquals(
        "{\"version\":1,\"topic\":\"ticker\",\"topicId\":\"id\",\"rebuiltAt\":\"2026-01-01T00:00:00.123Z\",\"partitions\":{}}",
        LedgerJson.write(begun));
    assertEquals(after, LedgerJson.read(LedgerJson.write(after)));
    assertEquals(begun.rebuiltAt(), after.rebuiltAt());
    assertNotEquals(after, Ledger.empty("ticker", "id").with(after.partitions()));
  }

  @Test
  void extraItemsAreWrittenWhereThereAreSome() {
    String written = WRITTEN.replace("\"duplicates\":4", "\"duplicates\":4,\"extra\":5");
    Range range = LedgerJson.read(written).partitions().get(12);

    assertEquals(new Counts(1, 2, 3, 4, 5), requireNonNull(range).counts());
    assertEquals(5, range.counts().frames());
    assertEquals(written, LedgerJson.write(LedgerJson.read(written)));
  }

  @Test
  void everyLedgerComesBackAndIsJsonToOthers() throws JsonProcessingException {
    Random random = Seed.random();
    for (int i = 0; i < 500; i++) {
      Ledger ledger = ledger(random);
      String json = LedgerJson.write(ledger);

      assertEquals(ledger, LedgerJson.read(json), json);
      JsonNode read = new ObjectMapper().readTree(json);
      ledger
          .partitions()
          .forEach(
              (partition, range) ->
                  assertEquals(
                      range.next(),
                      read.at("/partitions/" + partition + "/next").longValue(),
                      json));
    }
  }

  private static Ledger ledger(Random random) {
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      long from = random.nextLong() >>> (1 + random.nextInt(62));
      long next = from + Math.min(Long.MAX_VALUE - from, random.nextInt(1_000_000));
      long highest = random.nextBoolean() ? Range.NO_TIME : random.nextLong();
      partitions.put(
          random.nextInt(1 << (1 + random.nextInt(29))), range(from, next, highest, random));
    }
    return new Ledger("topic." + random.nextInt(9), "id_-" + random.nextInt(9), partitions);
  }

  private static Range range(long from, long next, long highestMicros, Random random) {
    Counts counts =
        new Counts(
            random.nextLong(1L << 40),
            random.nextInt(1 << 20),
            random.nextInt(10),
            random.nextLong(Long.MAX_VALUE),
            random.nextBoolean() ? 0 : random.nextLong(1L << 40));
    return new Range(from, next, highestMicros, counts, heads(random));
  }

  private static TreeMap<String, Head> heads(Random random) {
    TreeMap<String, Head> heads = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      StringBuilder product = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        product.appendCodePoint(NAMES.codePointAt(2 * random.nextInt(NAMES.length() / 2)));
      }
      long id = random.nextBoolean() ? Head.NONE : random.nextLong();
      long awaited = random.nextBoolean() ? Head.NONE : random.nextLong();
      heads.put(product.toString(), new Head(id, random.nextLong(), awaited));
    }
    return heads;
  }

  @Test
  void headsAreWrittenByProduct() {
    TreeMap<String, Head> heads = new TreeMap<>();
    heads.put("BTC-\u20ac", new Head(7, 5, Head.NONE));
    heads.put("A\"", new Head(Head.NONE, -5, Head.NONE));
    heads.put("C", new Head(-1, 0, 3));
    TreeMap<Integer, Range> partitions = new TreeMap<>();
    partitions.put(12, new Range(1, 8, -5, new Counts(1, 2, 3, 4), heads));
    Ledger ledger = new Ledger("ticker", "Zk-_9", partitions);

    String json = LedgerJson.write(ledger);
    assertEquals(
        WRITTEN.replace(
            "\"duplicates\":4}",
            "\"duplicates\":4,\"heads\":{\"A\\u0022\":{\"at\":-5},\"BTC-\\u20ac\":{\"at\":5,\"id\":7},"
                + "\"C\":{\"at\":0,\"id\":-1,\"awaited\":3}}}"),
        json);
    assertEquals(ledger, LedgerJson.read(json));
    Range after = ledger.advance(Map.of()).partitions().values().iterator().next();
    assertEquals(heads, after.heads(), "they stay");
  }

  @Test
  void anotherVersionIsRefusedByName() {
    LedgerException refusal =
        assertThrows(
            LedgerException.class,
            () -> LedgerJson.read(WRITTEN.replace("\"version\":1", "\"version\":2")));

    assertEquals("Cannot read a ledger of version 2: this program knows 1", refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "null",
        "[]",
        "{}",
        "{\"version\":1}",
        "{\"version\":1,\"topic\":\"t\",\"topicId\":\"i\",\"partitions\":[]}",
        "{\"version\":1,\"topic\":7,\"topicId\":\"i\",\"partitions\":{}}",
        "{\"version\":1,\"topic\":\"t\",\"partitions\":{}}",
        "{\"version\":1,\"topic\":\"t\",\"topicId\":\"i\",\"rebuiltAt\":\"once\",\"partitions\":{}}",
        "{\"version\":1,\"topic\":\"t\",\"topicId\":\"i\",\"partitions\":{\"x\":{}}}",
        "{\"version\":1,\"topic\":\"t\"",
        "{\"version\":1,\"version\":1}",
        "{\"a\": *b}",
      })
  void whatIsNoLedgerIsRefused(String json) {
    assertThrows(LedgerException.class, () -> LedgerJson.read(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9223372036854775808", "18446744073709551624", "8.5", "8e0", "\"8\"", "0"})
  void anOffsetThatIsNoLongIsNeverTakenForAnother(String next) {
    String damaged = WRITTEN.replace("\"next\":8", "\"next\":" + next);

    assertThrows(LedgerException.class, () -> LedgerJson.read(damaged));
  }

  @Test
  void damagedTextIsALedgerOrRefused() {
    Random random = Seed.random();
    for (int i = 0; i < 3_000; i++) {
      StringBuilder damaged = new StringBuilder(WRITTEN);
      int at = random.nextInt(damaged.length());
      if (random.nextBoolean()) {
        damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(9)));
      } else {
        damaged.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
      }
      readOrRefuse(damaged.toString());
    }
  }

  private static void readOrRefuse(String json) {
    try {
      assertEquals(LedgerJson.read(json), LedgerJson.read(json));
    } catch (LedgerException expected) {
      assertEquals(LedgerException.class, expected.getClass());
    } catch (RuntimeException e) {
      fail("Neither read nor refused: " + json, e);
    }
  }
}
