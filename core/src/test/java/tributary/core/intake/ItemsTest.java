package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tributary.core.Pipelines;
import tributary.core.frame.Frame;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/** The items of a frame on their way into the tables. */
class ItemsTest {
  private static final String BLOCK =
      """
      each: /data/*
      columns:
        id: {pointer: /data/*/id, type: int, required: true}
        price: {pointer: /data/*/price, type: int}
        at: {pointer: /data/*/at, type: timestamp, format: epoch_s, required: true}
        group: {pointer: /group, type: int, required: true}
      event_time: at
      key: {columns: [id], within: 10s}
      """;
  private static final String GOLD =
      """
      gold:
        ends:
          window: 1m
          lateness: 0s
          by: [group]
          measures: {first: {first: price}, last: {last: price}, n: {count: rows}}
      """;

  private final Pipeline pipeline = Pipelines.of(BLOCK);
  private final MemoryTables tables = new MemoryTables(pipeline);
  private Intake intake = new Intake(pipeline, tables.resume(), tables);
  private long offset;

  private void take(String json) {
    Frame frame = new Frame();
    frame.offset = offset++;
    frame.value = json.getBytes(UTF_8);
    intake.take(frame);
  }

  private static String item(int id, int price, int second) {
    return "{\"id\":%d,\"price\":%d,\"at\":%d}".formatted(id, price, second);
  }

  private static String frame(String... items) {
    return "{\"data\":[" + String.join(",", items) + "],\"group\":1}";
  }

  private void commit() {
    tables.write(intake.cut());
    tables.finish();
  }

  private void restart() {
    intake = new Intake(pipeline, tables.resume(), tables);
    offset = intake.position(0);
  }

  private static List<String> texts(Rows rows, String... columns) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      int at = row;
      texts.add(
          IntStream.range(0, columns.length)
              .mapToObj(i -> Values.text(rows, rows.schema().indexOf(columns[i]), at))
              .collect(Collectors.joining(" ")));
    }
    return texts;
  }

  private Counts counts() {
    return tables.silverRanges.stream()
        .map(each -> each.getValue().counts())
        .reduce(Counts.NONE, Counts::plus);
  }

  @Test
  void everyItemIsCountedOnceAndSaysWhichItIs() {
    take(frame(item(1, 5, 1), item(1, 6, 1), "{\"id\":2}", item(3, 7, 1)));
    take(frame());
    take(frame(item(1, 8, 2)));
    take("[");
    take(frame(item(4, 9, 2), "7"));
    commit();

    assertEquals(
        List.of("1 5 0 0", "3 7 0 3", "4 9 4 0"),
        texts(tables.silver, "id", "price", "kafka_offset", "kafka_item"));
    assertEquals(
        List.of("0 2 missing {\"id\":2}", "3 null not_json [", "4 1 wrong_type 7"),
        texts(tables.quarantine, "kafka_offset", "kafka_item", "reason", "payload"));
    assertEquals(new Counts(3, 3, 1, 2, 4), counts());
    assertEquals(5, counts().frames());
  }

  @Test
  void framesThatAreReadAgainMeetTheSameDecisions() {
    Pipeline withGold = withGold();
    MemoryTables kept = new MemoryTables(withGold);
    Intake first = new Intake(withGold, kept.resume(), kept);
    Frame frame = new Frame();
    frame.value = frame(item(1, 5, 1), item(2, 6, 1), item(1, 7, 1)).getBytes(UTF_8);
    first.take(frame);
    kept.write(first.cut());
    kept.crashAfter(3);

    Intake second = new Intake(withGold, kept.resume(), kept);
    assertEquals(0, second.position(0));
    second.take(frame);
    kept.write(second.cut());
    kept.finish();

    assertEquals(2, kept.silver.size());
    assertEquals(List.of("5 6 2"), texts(kept.gold.get(0).open(), "first", "last", "n"));
    Range range = kept.silverRanges.get(0).getValue();
    assertEquals(new Counts(2, 0, 0, 1, 2), range.counts());
    assertEquals(1, kept.silverRanges.size());
  }

  @Test
  void firstAndLastGoByTheNumberOfTheItemWhereTimesAreEqual() {
    Pipeline withGold = withGold();
    MemoryTables kept = new MemoryTables(withGold);
    Intake some = new Intake(withGold, kept.resume(), kept);
    Frame frame = new Frame();
    frame.value = frame(item(1, 5, 7), item(2, 6, 7), item(3, 4, 7)).getBytes(UTF_8);
    some.take(frame);
    kept.write(some.cut());
    kept.finish();
    assertEquals(List.of("5 4 3"), texts(kept.gold.get(0).open(), "first", "last", "n"));

    // Refilled from the table, in whatever order it hands rows over.
    Intake next = new Intake(withGold, kept.resume(), kept);
    frame.offset = 1;
    frame.value = frame(item(4, 9, 6), item(5, 1, 6)).getBytes(UTF_8);
    next.take(frame);
    kept.write(next.cut());
    kept.finish();
    assertEquals(List.of("9 4 5"), texts(kept.gold.get(0).open(), "first", "last", "n"));
  }

  private static Pipeline withGold() {
    String text =
        """
        pipeline: p
        topic: {name: t, partitions: 1}
        bronze: {table: bronze}
        quarantine: {table: quarantine}
        silver:
          table: silver
        """
            + BLOCK.indent(2)
            + GOLD;
    return PipelineReader.read("p.yaml", text);
  }

  @Test
  void historyThatComesAgainIsLookedUpOnceAndNotWhileTheTableIsEmpty() {
    String[] old = new String[100];
    for (int i = 0; i < old.length; i++) {
      old[i] = item(i, i, 1_000_000 - i * 1_000);
    }
    take(frame(old));
    take(frame(old));
    commit();
    take(frame(old));
    commit();
    assertEquals(0, tables.lookups());

    restart();
    take(frame(old));
    assertEquals(99, tables.lookups());
    take(frame(old));
    commit();
    assertEquals(99, tables.lookups());
    assertEquals(new Counts(100, 0, 0, 400, 495), counts());
  }
}
