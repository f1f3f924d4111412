package tributary.app.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** How often the topic is taken in, and in what batches. */
final class Takes {
  /** More batches take long, and cut no other way. */
  private static final long MOST_BATCHES = 8;

  private Takes() {}

  /**
   * The takes after the first one.
   *
   * @param records how many the topic holds
   */
  static List<Take> of(ProofPlan plan, long records) {
    SplittableRandom random = new SplittableRandom(plan.seed());
    List<Take> takes = new ArrayList<>();
    for (Runner runner : plan.others()) {
      int times = runner == Runner.SPARK ? plan.slicings() : 1;
      for (int i = 0; i < times; i++) {
        String folder = "%s-%d".formatted(runner.name().toLowerCase(Locale.ROOT), takes.size() + 1);
        takes.add(
            new Take(
                runner,
                folder,
                runner == Runner.SPARK
                    ? OptionalLong.of(cut(random, records))
                    : OptionalLong.empty()));
      }
    }
    return takes;
  }

  /** From a few batches to two. */
  private static long cut(SplittableRandom random, long records) {
    return random.nextLong(records / MOST_BATCHES + 1, records / 2 + 2);
  }
}
