package tributary.core.intake;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tributary.core.spec.Gold;
import tributary.core.spec.Measure;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;

/** What of silver is ever read back: a few of its columns, where a table has many. */
public final class Remembered {
  private Remembered() {}

  /**
   * The columns of committed silver rows that windows and keys ask for, in no particular order:
   * when and where a row came from, the key, what its versions are told by, and what gold tables
   * group by and measure.
   */
  public static List<String> columns(Pipeline pipeline) {
    Silver silver = pipeline.silver();
    Set<String> columns =
        new LinkedHashSet<>(
            List.of(TableSchemas.PARTITION, TableSchemas.OFFSET, silver.eventTime()));
    if (silver.each() != null) {
      columns.add(TableSchemas.ITEM);
    }
    if (silver.sequence() != null) {
      columns.add(silver.sequence());
    }
    if (silver.key() != null) {
      columns.addAll(silver.key().columns());
      if (silver.key().versions()) {
        silver.columns().forEach(column -> columns.add(column.name()));
      }
    }
    for (Gold gold : pipeline.gold()) {
      columns.addAll(gold.by());
      gold.measures().forEach(measure -> measured(measure).forEach(columns::add));
    }
    return new ArrayList<>(columns);
  }

  private static Stream<String> measured(Measure measure) {
    return Stream.of(measure.column(), measure.weight()).flatMap(Stream::ofNullable);
  }
}
