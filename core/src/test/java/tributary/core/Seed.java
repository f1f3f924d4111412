package tributary.core;

import java.util.Random;

/** Randomness for tests, with the seed printed so that a failure can be repeated. */
public final class Seed {
  private Seed() {}

  /** Random numbers from a new seed, or from the system property {@code seed}. */
  public static Random random() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("repeat with -Dseed=" + seed);
    return new Random(seed);
  }
}
