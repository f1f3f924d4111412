package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import tributary.core.frame.Frame;
import tributary.core.ledger.Counts;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** Rows whose key comes again with other values. */
class VersionsTest {
  private static final String SILVER =
      """
      pipeline: p
      topic: {name: t, partitions: 2}
      bronze: {table: bronze}
      quarantine: {table: quarantine}
      silver:
        table: silver
        each: /data/*
        columns:
          id: {pointer: /data/*/id, type: int, required: true}
          at: {pointer: /data/*/at, type: timestamp, format: epoch_s, required: true}
          price: {pointer: /data/*/price, type: int}
        event_time: at
        key: {columns: [id, at], within: 10s, versions: true}
      """;
  private static final String GOLD =
      """
      gold:
        newest:
          window: 1m
          lateness: 0s
          by: [id]
          measures: {price: {last: price}, n: {count: rows}}
      """;

  private Pipeline pipeline = PipelineReader.read("p.yaml", SILVER + GOLD);
  private MemoryTables tables = new MemoryTables(pipeline);
  private Intake intake = new Intake(pipeline, tables.resume(), tables);

  private void take(int partition, String... items) {
    Frame frame = new Frame();
    frame.partition = partition;
    frame.offset = intake.position(partition);
    frame.value = ("{\"data\":[" + String.join(",", items) + "]}").getBytes(UTF_8);
    intake.take(frame);
  }

  private static String item(int id, int second, Object price) {
    return "{\"id\":%d,\"at\":%d,\"price\":%s}".formatted(id, second, price);
  }

  private void commit() {
    tables.write(intake.cut());
    tables.finish();
  }

  private void restart() {
    intake = new Intake(pipeline, tables.resume(), tables);
  }

  private List<String> silver() {
    return texts(tables.silver, "id", "price", "kafka_partition", "kafka_offset", "kafka_item");
  }

  private static List<String> texts(Rows rows, String... columns) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      StringJoiner text = new StringJoiner(" ");
      for (String column : columns) {
        text.add(Values.text(rows, rows.schema().indexOf(column), row));
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private List<String> newest() {
    return texts(tables.gold.get(0).open(), "id", "price", "n");
  }

  private Counts counts() {
    return tables.silverRanges.stream()
        .map(each -> each.getValue().counts())
        .reduce(Counts.NONE, Counts::plus);
  }

  @Test
  void aValueThatGoesBackIsAVersionAndOneThatStaysIsNot() {
    take(0, item(1, 100, 5));
    take(0, item(1, 100, 5));
    take(0, item(1, 100, 6));
    take(0, item(1, 100, 6));
    take(0, item(1, 100, 5));
    commit();

    assertEquals(List.of("1 5 0 0 0", "1 6 0 2 0", "1 5 0 4 0"), silver());
    assertEquals(new Counts(3, 0, 0, 2, 0), counts());
    assertEquals(List.of("1 5 3"), newest());
  }

  @Test
  void theSameHoldsForItemsOfOneFrame() {
    take(0, item(1, 100, 5), item(1, 100, 6), item(1, 100, 6), item(2, 100, 6), item(1, 100, 5));
    commit();

    assertEquals(List.of("1 5 0 0 0", "1 6 0 0 1", "2 6 0 0 3", "1 5 0 0 4"), silver());
    assertEquals(new Counts(4, 0, 0, 1, 4), counts());
    assertEquals(List.of("1 5 3", "2 6 1"), newest());
  }

  @Test
  void aNullIsAValueOfItsOwn() {
    take(0, item(1, 100, "null"), item(1, 100, 0), item(1, 100, "null"), item(1, 100, "null"));
    commit();

    assertEquals(List.of("1 null 0 0 0", "1 0 0 0 1", "1 null 0 0 2"), silver());
  }

  @Test
  void anotherEventTimeIsAnotherKey() {
    take(0, item(1, 100, 5), item(1, 101, 5), item(1, 100, 5));
    commit();

    assertEquals(new Counts(2, 0, 0, 1, 2), counts());
  }

  @Test
  void aVersionIsToldAfterARestart() {
    take(0, item(1, 100, 5));
    take(0, item(1, 100, 6));
    commit();
    restart();
    take(0, item(1, 100, 6));
    take(0, item(1, 100, 5));
    commit();

    assertEquals(List.of("1 5 0 0 0", "1 6 0 1 0", "1 5 0 3 0"), silver());
    assertEquals(List.of("1 5 3"), newest());
  }

  @Test
  void whatMemoryDoesNotReachIsLookedUpInTheTableOncePerStretch() {
    pipeline = PipelineReader.read("p.yaml", SILVER);
    tables = new MemoryTables(pipeline);
    restart();
    take(0, item(1, 100, 5), item(1, 100, 6), item(2, 110, 7), item(3, 9_000, 1));
    commit();
    restart();
    long before = tables.silverReads();

    take(0, item(1, 100, 6), item(2, 110, 7), item(2, 111, 7), item(1, 100, 5), item(1, 100, 5));
    commit();
    take(0, item(1, 100, 5));
    commit();

    assertEquals(1, tables.silverReads() - before, "they lie in one minute");
    assertEquals(
        List.of("1 5 0 0 0", "1 6 0 0 1", "2 7 0 0 2", "3 1 0 0 3", "2 7 0 1 2", "1 5 0 1 3"),
        silver());
  }

  @Test
  void whatSilverIsAheadByIsNoEarlierVersion() {
    take(0, item(1, 100, 5), item(2, 9_000, 5));
    commit();
    take(0, item(1, 100, 6), item(2, 9_000, 6));
    take(0, item(1, 100, 5), item(2, 9_000, 5), item(1, 100, 7));
    tables.write(intake.cut());
    tables.crashAfter(3);
    restart();
    assertEquals(1, intake.position(0));
    take(0, item(1, 100, 6), item(2, 9_000, 6));
    take(0, item(1, 100, 5), item(2, 9_000, 5), item(1, 100, 7));
    take(0, item(1, 100, 7), item(2, 9_000, 6));
    commit();

    assertEquals(
        List.of(
            "1 5 0 0 0",
            "2 5 0 0 1",
            "1 6 0 1 0",
            "2 6 0 1 1",
            "1 5 0 2 0",
            "2 5 0 2 1",
            "1 7 0 2 2",
            "2 6 0 3 1"),
        silver());
    assertEquals(new Counts(8, 0, 0, 1, 5), counts());
    assertEquals("[2 6 4]", newest().toString(), "1 is final");
    assertEquals(
        "[1 7 4]", texts(tables.gold.get(0).starting(0, 120_000_000), "id", "price", "n") + "");
  }

  @Test
  void whatAFrameBroughtIsNotForgottenWhileItIsReadAgain() {
    take(0, item(1, 100, 5), item(2, 1_000_000, 5));
    commit();
    List<String> items = new ArrayList<>(List.of(item(1, 100, 6)));
    for (int i = 0; i < 4_200; i++) {
      items.add(item(10 + i, 1_000 + 60 * i, 0));
    }
    items.addAll(List.of(item(1, 100, 6), item(1, 100, 5)));
    take(0, items.toArray(String[]::new));
    tables.write(intake.cut());
    tables.crashAfter(3);
    restart();
    take(0, items.toArray(String[]::new));
    commit();

    assertEquals(new Counts(4_204, 0, 0, 1, 4_203), counts());
    assertEquals(
        List.of("1 5 3"), texts(tables.gold.get(0).starting(0, 120_000_000), "id", "price", "n"));
  }

  @Test
  void theOldestRowIsFoundAgainOnceItIsForgotten() {
    List<String> items = new ArrayList<>(List.of(item(1, 100, 5)));
    for (int i = 0; i < 4_200; i++) {
      items.add(item(10 + i, 1_000 + 60 * i, 0));
    }
    take(0, items.toArray(String[]::new));
    commit();
    take(0, item(1, 100, 5), item(1, 100, 6));
    commit();

    assertEquals(new Counts(4_202, 0, 0, 1, 4_201), counts());
  }

  @Test
  void eachPartitionHasVersionsOfItsOwn() {
    take(0, item(1, 100, 5));
    take(1, item(1, 100, 6));
    take(0, item(1, 100, 5));
    take(1, item(1, 100, 5));
    take(1, item(1, 100, 5));
    commit();

    assertEquals(List.of("1 5 0 0 0", "1 6 1 0 0", "1 5 1 1 0"), silver());
  }
}
