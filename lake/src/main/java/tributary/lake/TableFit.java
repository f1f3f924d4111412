package tributary.lake;

import java.util.Optional;
import tributary.core.definition.Definition;
import tributary.core.rows.Schema;
import tributary.lake.table.TableForm;
import tributary.lake.table.TableLog;

/**
 * Whether a table that is there is laid out as the one asked for.
 *
 * @param definition what its rows are to mean, if that was said
 */
record TableFit(String name, TableLog log, Optional<Definition> definition) {

  /**
   * Compares columns and partitions.
   *
   * @throws TableRefusedException if they differ
   */
  void check(TableForm wanted) {
    Schema found = log.schema();
    if (!found.equals(wanted.schema())) {
      throw new TableRefusedException(
          "Cannot write to table %s: the one in %s has other columns (%s). %s"
              .formatted(
                  name,
                  log.dataFolder(),
                  SchemaDifference.between(found, wanted.schema()),
                  wayOut()));
    }
    if (!log.day().equals(wanted.day())) {
      throw new TableRefusedException(
          "Cannot write to table %s: the one in %s is partitioned by %s instead of %s. %s"
              .formatted(name, log.dataFolder(), words(log.day()), words(wanted.day()), wayOut()));
    }
  }

  private String wayOut() {
    boolean isRebuildable = definition.isPresent() && !definition.get().isOfBronze();
    return isRebuildable
        ? "Choose another name, or let it be computed anew from bronze, beside the old one: ./tributary rebuild PIPELINE"
        : "Choose another name, or move the old table away";
  }

  private static String words(Optional<String> day) {
    return day.map(column -> "the day of " + column).orElse("nothing");
  }
}
