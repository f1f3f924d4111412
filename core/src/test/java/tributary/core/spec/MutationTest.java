package tributary.core.spec;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tributary.core.Seed;

/** However a file is damaged, the answer is a pipeline or its problems, never another exception. */
class MutationTest {
  private static final int MUTANTS = 2_000;
  private static final String ODD = "{}[],:#&*!|>'\"%@`-?.~/\\\n\t\r \u0000\uFEFF\uD800é9eE+_$<=";

  @Test
  void everyDamagedFileGetsAnAnswer() {
    Random random = Seed.random();
    String coinbase = Example.coinbase().text();
    int accepted = 0;
    for (int i = 0; i < MUTANTS; i++) {
      accepted += answer(damaged(coinbase, random)) ? 1 : 0;
    }
    assertTrue(accepted < MUTANTS, "no mutant was refused");
    assertTrue(accepted > 0, "no mutant was harmless");
  }

  private static boolean answer(String text) {
    try {
      PipelineReader.read("mutant.yaml", text);
      return true;
    } catch (InvalidPipelineException e) {
      assertFalse(e.problems().isEmpty());
      for (Problem problem : e.problems()) {
        assertTrue(e.render().contains(problem.message()), e::render);
      }
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("mutant:\n" + text, e);
    }
  }

  /** Deletes, doubles or replaces one to three pieces. */
  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int from = random.nextInt(damaged.length());
      int until = Math.min(damaged.length(), from + 1 + random.nextInt(random.nextInt(30) + 1));
      switch (random.nextInt(3)) {
        case 0 -> damaged.delete(from, until);
        case 1 -> damaged.insert(from, damaged.substring(from, until));
        default -> damaged.setCharAt(from, ODD.charAt(random.nextInt(ODD.length())));
      }
    }
    return damaged.toString();
  }
}
