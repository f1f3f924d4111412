package tributary.core.gaps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;

/** Drops, reorders, repeats, late fills and marks at random: the book agrees with plain sets. */
class GapBookPropertyTest {
  private int found;

  @Test
  void theBookAgreesWithPlainSets() {
    long first = Seed.random().nextInt();
    for (long seed = first; seed < first + 400; seed++) {
      try {
        run(new Random(seed));
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(found > 400, found + " gaps");
  }

  private void run(Random random) {
    Driven book = new Driven(true);
    GapOracle oracle = new GapOracle();
    long clock = 10_000;
    long[] next = {random.nextInt(50), -random.nextInt(50)};
    for (int step = 0; step < 120; step++) {
      clock += random.nextInt(3) == 0 ? random.nextInt(1_500) : random.nextInt(5);
      int which = random.nextInt(2);
      String product = which == 0 ? "A" : "B-\u20ac";
      long highest = Math.floorDiv(book.highestMicros(), 1000);
      int dice = random.nextInt(20);
      if (dice < 13) {
        boolean goesOn = dice < 8;
        next[which] += goesOn ? 1 + (random.nextInt(4) == 0 ? random.nextInt(12) : 0) : 0;
        long id = goesOn ? next[which] : next[which] - random.nextInt(25);
        boolean backfilled = random.nextInt(4) == 0;
        FrameOrigin origin = backfilled ? FrameOrigin.BACKFILL : FrameOrigin.VENUE;
        long time = clock - (goesOn ? random.nextInt(3) : 30);
        book.row(product, id, time, random.nextBoolean(), origin);
        oracle.row(product, id, time, backfilled, book.offset(), highest);
      } else if (dice < 17) {
        long id = next[which] + random.nextInt(4);
        book.newest(product, id, clock);
        oracle.newest(product, id, clock, book.offset());
      } else if (dice < 19) {
        long from = next[which] - random.nextInt(30);
        long to = from + random.nextInt(15);
        book.mark(new Mark.Unrepairable(product, from, to, "r" + step));
        oracle.unrepairable(product, from, to, "r" + step, book.offset());
      } else {
        book.restart();
      }
      assertEquals(String.join("\n", oracle.gaps()), String.join("\n", plain(book.gaps())));
    }
    found += book.gaps().size();
  }

  /** As the oracle writes them: without the ranges. */
  private static List<String> plain(List<String> gaps) {
    return gaps.stream()
        .map(gap -> gap.replaceAll("\\((\\d+): [^)]*\\)", "($1)"))
        .map(gap -> gap.contains(" by ") ? gap : gap.replace(" open,", " open by null,"))
        .map(gap -> gap.contains("closed") ? gap : gap + ", closed null")
        .sorted()
        .toList();
  }
}
