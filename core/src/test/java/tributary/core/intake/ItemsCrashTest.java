package tributary.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.frame.Frame;
import tributary.core.ledger.Counts;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/**
 * Random frames of several items, random cuts and crashes: each item is in one table or counted,
 * once, and gold is what a run without cuts makes of them.
 */
class ItemsCrashTest {
  private static final int SEEDS = 150;
  private final Pipeline pipeline =
      PipelineReader.read(
          "p.yaml",
          """
          pipeline: p
          topic: {name: t, partitions: 1}
          bronze: {table: bronze}
          quarantine: {table: quarantine}
          silver:
            table: silver
            each: /data/*
            columns:
              id: {pointer: /data/*/id, type: int, required: true}
              at: {pointer: /data/*/at, type: timestamp, format: epoch_s, required: true}
              group: {pointer: /group, type: int, required: true}
            event_time: at
            key: {columns: [id], within: 40s}
          gold:
            ends:
              window: 20s
              lateness: 5s
              by: [group]
              measures: {first: {first: id}, last: {last: id}, n: {count: rows}}
          """);

  private final List<String> frames = new ArrayList<>();
  private final List<String> silver = new ArrayList<>();
  private final List<String> quarantine = new ArrayList<>();
  private long items;
  private long control;

  @Test
  void noItemIsLostAndNoneDoubled() {
    long first = Seed.random().nextInt();
    int crashes = 0;
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        crashes += run(new Random(seed));
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(crashes > SEEDS, crashes + " crashes");
  }

  private int run(Random random) {
    generate(random, 20 + random.nextInt(100));
    MemoryTables straight = new MemoryTables(pipeline);
    feed(straight, random, Integer.MAX_VALUE, false);
    straight.finish();

    MemoryTables tables = new MemoryTables(pipeline);
    int perCut = 1 + random.nextInt(20);
    int crashes = 0;
    while (feed(tables, random, perCut, crashes < 6)) {
      crashes++;
    }
    tables.finish();
    assertEquals(silver, texts(tables.silver, "id", "kafka_offset", "kafka_item"));
    assertEquals(quarantine, texts(tables.quarantine, "kafka_offset", "kafka_item"));
    assertEquals(
        new Counts(
            silver.size(),
            quarantine.size(),
            control,
            items + control - silver.size() - quarantine.size() - control,
            items + control - frames.size()),
        counts(tables));
    assertEquals(frames.size(), counts(tables).frames());
    assertEquals(straight.gold.get(0).text(), tables.gold.get(0).text());
    return crashes;
  }

  /** Ids rise and now and then come again, and each has its time. */
  private void generate(Random random, int size) {
    frames.clear();
    silver.clear();
    quarantine.clear();
    items = 0;
    control = 0;
    Set<Integer> seen = new HashSet<>();
    for (int offset = 0; offset < size; offset++) {
      StringJoiner data = new StringJoiner(",");
      int count = random.nextInt(6);
      for (int item = 0; item < count; item++) {
        int back = random.nextInt(6) == 0 ? random.nextInt(100) : random.nextInt(4);
        int id = Math.max(0, offset * 3 + item - back);
        boolean isBad = random.nextInt(12) == 0;
        data.add(isBad ? "{\"id\":[]}" : "{\"id\":%d,\"at\":%d}".formatted(id, 100 + id));
        if (isBad) {
          quarantine.add(offset + " " + item);
        } else if (seen.add(id)) {
          silver.add(id + " " + offset + " " + item);
        }
      }
      items += count;
      control += count == 0 ? 1 : 0;
      frames.add("{\"data\":[" + data + "],\"group\":" + random.nextInt(2) + "}");
    }
  }

  /** Feeds the log from where the tables stand; true if it crashed on the way. */
  private boolean feed(MemoryTables tables, Random random, int perCut, boolean mayCrash) {
    Intake intake = new Intake(pipeline, tables.resume(), tables);
    Frame frame = new Frame();
    for (int offset = (int) intake.position(0); offset < frames.size(); offset++) {
      frame.offset = offset;
      frame.value = frames.get(offset).getBytes(UTF_8);
      intake.take(frame);
      if (random.nextInt(perCut) == 0) {
        tables.finish();
        tables.write(intake.cut());
      }
      if (mayCrash && random.nextInt(20) == 0) {
        tables.crashAfter(random.nextInt(tables.tables() + 1));
        return true;
      }
    }
    tables.finish();
    tables.write(intake.cut());
    return false;
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

  private static Counts counts(MemoryTables tables) {
    return tables.silverRanges.stream()
        .map(each -> each.getValue().counts())
        .reduce(Counts.NONE, Counts::plus);
  }
}
