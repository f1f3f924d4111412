package tributary.core.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import tributary.core.ledger.Ledger;
import tributary.core.rows.KeyReader;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;

/**
 * Which rows of a pipeline can meet: have one key, fall into one window, or be of one product whose
 * gaps are noticed. Partitions without rows that meet can be lanes of their own.
 */
public sealed interface LaneRule {

  /**
   * Rows can meet only if they are equal in these columns of silver.
   *
   * @param columns in the order of silver; if empty, rows of two partitions never meet
   */
  record Apart(List<String> columns) implements LaneRule {
    public Apart {
      columns = List.copyOf(columns);
    }
  }

  /** Any rows can meet: a window is over all, say. */
  record Together() implements LaneRule {}

  /** The rule of a pipeline. */
  static LaneRule of(Pipeline pipeline) {
    Silver silver = pipeline.silver();
    List<List<String>> meetings = new ArrayList<>();
    if (silver.key() != null) {
      meetings.add(silver.key().columns());
    }
    for (Gold gold : pipeline.gold()) {
      meetings.add(gold.by());
    }
    if (silver.continuity() != null) {
      meetings.add(List.of(silver.continuity().product()));
    }
    if (meetings.isEmpty()) {
      return new Apart(List.of());
    }
    List<String> common =
        silver.columns().stream()
            .map(column -> column.name())
            .filter(name -> meetings.stream().allMatch(columns -> columns.contains(name)))
            .toList();
    return common.isEmpty() ? new Together() : new Apart(common);
  }

  /** What two rows have in common if they can meet, as bytes. */
  static KeyReader reader(Apart rule, Schema silver) {
    return new KeyReader(rule.columns().stream().mapToInt(silver::indexOf).toArray());
  }

  /**
   * Hands over what the tables still remember of the rule's columns, as the bytes of {@link
   * #reader}, with the partition where it is: all that a row yet to come can meet in memory. What
   * is older is found in the tables, wherever it came from.
   */
  static void remembered(
      Pipeline pipeline,
      Apart rule,
      Resume resume,
      History history,
      BiConsumer<KeyReader, Integer> sink) {
    Stretches stretches = new Stretches();
    for (Gold gold : pipeline.gold()) {
      history.open(gold.table(), rows -> addWindows(rows, stretches));
    }
    if (pipeline.silver().key() != null) {
      resume.rememberedSilver(SilverKeys.withinMicros(pipeline.silver().key()), stretches);
    }
    KeyReader reader = reader(rule, TableSchemas.silver(pipeline.silver()));
    stretches.forEach(
        (from, until) -> history.silver(from, until, rows -> tell(rows, reader, sink)));
  }

  private static void addWindows(Rows open, Stretches stretches) {
    for (int row = 0; row < open.size(); row++) {
      stretches.add(open.longs(0).get(row), open.longs(1).get(row));
    }
  }

  private static void tell(Rows silver, KeyReader reader, BiConsumer<KeyReader, Integer> sink) {
    int partition = silver.schema().indexOf(TableSchemas.PARTITION);
    for (int row = 0; row < silver.size(); row++) {
      reader.read(silver, row);
      sink.accept(reader, (int) silver.longs(partition).get(row));
    }
  }

  /** Hands over the partitions that know gaps of a product in common with another partition. */
  static void sharedProducts(Ledger gaps, BiConsumer<Integer, Integer> sink) {
    gaps.partitions()
        .forEach(
            (partition, range) ->
                gaps.partitions()
                    .headMap(partition)
                    .forEach(
                        (other, others) -> {
                          if (range.heads().keySet().stream()
                              .anyMatch(others.heads()::containsKey)) {
                            sink.accept(partition, other);
                          }
                        }));
  }
}
