package tributary.ingest.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.Range;
import tributary.lake.Snapshot;

/**
 * Whether two tables would go on in the same way: from the same offsets, with the same highest
 * event times, and for gaps with the same ids. The ranges of the last commits are not compared:
 * where a runner commits is its own affair.
 */
final class LedgerTwins {
  private LedgerTwins() {}

  /** How they differ, in words; empty if they do not. */
  static List<String> differences(LakeTable table, Snapshot should, Snapshot is) {
    // Quarantine is committed only where it has rows: how far it is depends on the commits.
    if (table.kind().equals(LakeTable.QUARANTINE)) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    differ("next offsets", should, is, Range::next, words);
    differ("highest event times", should, is, Range::highestMicros, words);
    differ("ids of products", should, is, Range::heads, words);
    return words;
  }

  private static void differ(
      String what,
      Snapshot should,
      Snapshot is,
      Function<Range, Object> question,
      List<String> words) {
    SortedMap<Integer, Object> expected = answers(should, question);
    SortedMap<Integer, Object> found = answers(is, question);
    if (!expected.equals(found)) {
      words.add("%s should be %s and are %s".formatted(what, expected, found));
    }
  }

  /** One for each partition from which something was taken in. */
  private static SortedMap<Integer, Object> answers(
      Snapshot table, Function<Range, Object> question) {
    SortedMap<Integer, Object> answers = new TreeMap<>();
    table
        .ledger()
        .map(Ledger::partitions)
        .orElseGet(TreeMap::new)
        .forEach(
            (partition, range) -> {
              if (range.next() > 0) {
                answers.put(partition, question.apply(range));
              }
            });
    return answers;
  }
}
