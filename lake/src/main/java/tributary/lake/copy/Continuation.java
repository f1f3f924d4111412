package tributary.lake.copy;

import java.util.Objects;
import tributary.core.ledger.Ledger;
import tributary.lake.Snapshot;

/** Whether a copy can go on from the table in the lake. */
final class Continuation {
  private Continuation() {}

  /**
   * Makes sure that the copy holds an earlier version of this very table, or this one.
   *
   * @throws CopyRefusedException if it holds rows of another one
   */
  static void check(CopyShape shape, CopyPosition copy, Snapshot newest) {
    Ledger here = newest.ledger().orElseThrow();
    Ledger there = copy.ledger();
    if (!there.topicId().equals(here.topicId())) {
      throw refused(
          shape,
          "it holds rows of topic %s with id %s, and the table in the lake those of topic %s with id %s"
              .formatted(there.topic(), there.topicId(), here.topic(), here.topicId()));
    }
    if (!Objects.equals(there.rebuiltAt(), here.rebuiltAt())) {
      throw refused(shape, otherTable(there, here));
    }
    for (int partition : there.partitions().keySet()) {
      if (here.next(partition) < there.next(partition)) {
        throw refused(
            shape,
            "it has taken in partition %d up to offset %d, and the table in the lake only up to %d"
                .formatted(partition, there.next(partition), here.next(partition)));
      }
    }
    if (newest.version() <= copy.version() && !there.equals(here)) {
      throw refused(
          shape,
          "it holds version %d, and the table in the lake, with other offsets, has come to version %d only"
              .formatted(copy.version(), newest.version()));
    }
  }

  private static String otherTable(Ledger there, Ledger here) {
    return here.rebuiltAt() == null
        ? "it holds rows of a table that was computed anew at %s, and the one in the lake never was"
            .formatted(there.rebuiltAt())
        : "the table in the lake was computed anew at %s, and it holds rows of the one before"
            .formatted(here.rebuiltAt());
  }

  private static CopyRefusedException refused(CopyShape shape, String why) {
    return new CopyRefusedException(
        "Cannot copy table %s to %s: %s. It is the copy of another table: give this one another name in the pipeline file, or drop the old one with its ledger"
            .formatted(shape.source(), shape.name(), why));
  }
}
