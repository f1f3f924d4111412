package tributary.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.frame.Frame;
import tributary.core.intake.VersionLog.Entry;
import tributary.core.intake.VersionLog.Version;
import tributary.core.ledger.Counts;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Rows;
import tributary.core.rows.Values;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;

/**
 * Random logs of keys that come again, partitions interleaved anew in each run, random cuts, and
 * crashes after any number of a batch's commits: silver and gold hold what a plain map of each
 * key's newest version makes of the log below their ledgers.
 */
class VersionsCrashTest {
  private static final int SEEDS = 250;
  private final Pipeline pipeline =
      PipelineReader.read(
          "p.yaml",
          """
          pipeline: p
          topic: {name: t, partitions: 3}
          bronze: {table: bronze}
          quarantine: {table: quarantine}
          silver:
            table: silver
            each: /data/*
            columns:
              note: {pointer: /data/*/note, type: string, required: true}
              id: {pointer: /data/*/id, type: int, required: true}
              at: {pointer: /data/*/at, type: timestamp, format: epoch_s, required: true}
              value: {pointer: /data/*/value, type: int}
            event_time: at
            key: {columns: [id, at], within: 100s, versions: true}
          gold:
            newest:
              window: 20s
              lateness: 30s
              by: [id]
              measures: {note: {last: note}, n: {count: rows}}
          """);

  private int crashes;
  private int reads;

  @Test
  void nothingDependsOnCutsCrashesAndTheOrderOfPartitions() {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        Random random = new Random(seed);
        run(random, new VersionLog(random, 30 + random.nextInt(200), 60), 1);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(crashes > SEEDS, crashes + " crashes");
    assertTrue(reads > 10 * SEEDS, reads + " look-ups");
  }

  @Test
  void aLogLongerThanTheMemoryOfVersions() {
    Random random = Seed.random();
    run(random, new VersionLog(random, 8_000, 8_000), 500);
  }

  private void run(Random random, VersionLog log, int leastPerCut) {
    MemoryTables tables = new MemoryTables(pipeline);
    int perCut = leastPerCut + random.nextInt(Math.max(1, log.entries.size() / 5));
    int crashesLeft = random.nextInt(8);
    while (feed(log, tables, random, perCut, crashesLeft-- > 0)) {
      crashes++;
      check(log, tables);
    }
    tables.finish();
    check(log, tables);
    reads += (int) tables.silverReads();
    assertEquals(
        new Counts(log.versions.size(), log.rejected, log.control, log.duplicates, log.extra),
        tables.silverRanges.stream()
            .map(each -> each.getValue().counts())
            .reduce(Counts.NONE, Counts::plus));
  }

  /** Feeds the log from where the tables stand; true if it crashed on the way. */
  private boolean feed(
      VersionLog log, MemoryTables tables, Random random, int perCut, boolean mayCrash) {
    Intake intake = new Intake(pipeline, tables.resume(), tables);
    List<Entry> rest = new ArrayList<>(log.entries);
    rest.removeIf(entry -> entry.offset() < intake.position(entry.partition()));
    Frame frame = new Frame();
    for (Entry each : interleave(rest, random)) {
      each.fill(frame);
      intake.take(frame);
      if (random.nextInt(perCut) == 0) {
        tables.finish();
        tables.write(intake.cut());
      }
      if (mayCrash && random.nextInt(4 * perCut) == 0) {
        tables.crashAfter(random.nextInt(tables.tables() + 1));
        return true;
      }
    }
    tables.finish();
    tables.write(intake.cut());
    return false;
  }

  /** Stretches of one partition after the other, as a consumer hands them out. */
  private static List<Entry> interleave(List<Entry> entries, Random random) {
    List<List<Entry>> partitions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      partitions.add(entries.stream().filter(each -> each.partition() == number).toList());
    }
    List<Entry> mixed = new ArrayList<>();
    int[] taken = new int[3];
    while (mixed.size() < entries.size()) {
      int number = random.nextInt(3);
      for (int i = random.nextInt(40); i >= 0 && taken[number] < partitions.get(number).size(); ) {
        mixed.add(partitions.get(number).get(taken[number]++));
        i--;
      }
    }
    return mixed;
  }

  private void check(VersionLog log, MemoryTables tables) {
    assertEquals(
        lines(below(log, tables.ledgers.get(2)).stream().map(Version::toString).toList()),
        lines(texts(tables.silver)));
    assertEquals(newest(below(log, tables.ledgers.get(3))), gold(tables));
  }

  private static List<Version> below(VersionLog log, Ledger ledger) {
    return log.versions.stream()
        .filter(each -> each.offset() < ledger.next(each.partition()))
        .toList();
  }

  private static String lines(List<String> texts) {
    List<String> sorted = new ArrayList<>(texts);
    Collections.sort(sorted);
    return String.join("\n", sorted);
  }

  private static List<String> texts(Rows silver) {
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < silver.size(); row++) {
      long second = silver.longs(2).get(row) / 1_000_000;
      texts.add(
          "%s/%s/%s %s %d %s %s"
              .formatted(
                  Values.text(silver, 4, row),
                  Values.text(silver, 5, row),
                  Values.text(silver, 7, row),
                  Values.text(silver, 1, row),
                  second,
                  Values.text(silver, 3, row),
                  Values.text(silver, 0, row)));
    }
    return texts;
  }

  /** The newest version in each window and how many there are, by sorting. */
  private static SortedMap<String, String> newest(List<Version> versions) {
    SortedMap<String, List<Version>> windows = new TreeMap<>();
    for (Version each : versions) {
      long start = Math.floorDiv(each.row().second(), 20) * 20L;
      windows
          .computeIfAbsent(
              Instant.ofEpochSecond(start) + "|" + each.row().id(), absent -> new ArrayList<>())
          .add(each);
    }
    SortedMap<String, String> rows = new TreeMap<>();
    windows.forEach(
        (key, all) ->
            rows.put(
                key,
                "note=%s n=%d "
                    .formatted(
                        all.stream()
                            .max(
                                Comparator.<Version>comparingInt(each -> each.row().second())
                                    .thenComparing(Version::partition)
                                    .thenComparing(Version::offset)
                                    .thenComparing(Version::item))
                            .orElseThrow()
                            .row()
                            .note(),
                        all.size())));
    return rows;
  }

  private static SortedMap<String, String> gold(MemoryTables tables) {
    SortedMap<String, String> rows = new TreeMap<>();
    tables
        .gold
        .get(0)
        .text()
        .forEach((key, text) -> rows.put(key, text.substring(0, text.indexOf("end="))));
    return rows;
  }
}
