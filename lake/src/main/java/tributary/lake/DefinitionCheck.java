package tributary.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.core.definition.Definition;

/** Whether the tables of a folder mean what a pipeline file says. Changes nothing. */
record DefinitionCheck(Catalog catalog, Path root) {
  /** Who has changed more than this knows it. */
  private static final int MOST_NAMED = 40;

  void refuseOthers(Map<String, Definition> wanted) {
    new Takeover(root).refuseIfUnderWay();
    List<String> differences = new ArrayList<>();
    wanted.forEach(
        (table, definition) ->
            of(table, definition).forEach(words -> differences.add(table + ": " + words)));
    if (!differences.isEmpty()) {
      throw new TableRefusedException(message(differences));
    }
  }

  private List<String> of(String table, Definition wanted) {
    Optional<Definition> stored = catalog.has(table) ? catalog.definition(table) : Optional.empty();
    List<String> differences = stored.map(it -> it.differences(wanted)).orElse(List.of());
    return differences.isEmpty() || hasTakenInNothing(table) ? List.of() : differences;
  }

  private boolean hasTakenInNothing(String table) {
    return catalog.snapshot(table).ledger().stream()
        .flatMap(ledger -> ledger.partitions().values().stream())
        .allMatch(range -> range.next() == 0);
  }

  private static String message(List<String> differences) {
    StringBuilder message =
        new StringBuilder(
            "Cannot go on with tables whose rows mean something else than the pipeline file says now:");
    differences.stream().limit(MOST_NAMED).forEach(it -> message.append("\n  ").append(it));
    if (differences.size() > MOST_NAMED) {
      message.append("\n  and %d more".formatted(differences.size() - MOST_NAMED));
    }
    return message
        .append("\nTake the change back, or let the tables be computed anew from bronze, beside")
        .append(" the old ones: ./tributary rebuild PIPELINE")
        .toString();
  }
}
