package tributary.feeds.simulator;

/** One way to misbehave. Chances are in millionths, positions are counted from 1. */
sealed interface Rule {

  /** Acts on a frame by chance. */
  sealed interface ByChance extends Rule {
    int chance();
  }

  record Duplicate(int chance) implements ByChance {}

  record Reorder(int chance) implements ByChance {}

  record Drop(int chance) implements ByChance {}

  record Malformed(int chance) implements ByChance {}

  record NotUtf8(int chance) implements ByChance {}

  record Fragment(int chance) implements ByChance {}

  record Delay(long micros, int chance) implements ByChance {}

  record Huge(int bytes, int chance) implements ByChance {}

  record Missing(String field, int chance) implements ByChance {}

  record HalfOpenAt(long position) implements Rule {}

  record DisconnectAt(long position) implements Rule {}

  record DisconnectEvery(long frames) implements Rule {}
}
