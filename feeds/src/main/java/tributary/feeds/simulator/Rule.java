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

  /** Drops so many frames from a position on. */
  record Gap(long frames, long position) implements Rule {}

  /** Makes a move after a frame. */
  record At(Move move, long position) implements Rule {}

  record DisconnectEvery(long frames) implements Rule {}

  /** Holds for every connection. */
  sealed interface Always extends Rule {}

  /** Nobody may have the product. */
  record Refuse(String product) implements Always {}

  /** The first connects are refused, for there being too many. */
  record Throttle(Throttling throttling) implements Always {}

  /** A client that takes nothing for so long is sent away. */
  record Impatient(long micros) implements Always {}
}
