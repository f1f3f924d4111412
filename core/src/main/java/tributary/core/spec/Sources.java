package tributary.core.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Schema;
import tributary.core.spec.Problem.Code;

/**
 * The tables that can be copied: silver and gold. One whose own block was refused is known too, so
 * that naming it is no second problem.
 */
final class Sources {
  private final Map<String, Optional<Schema>> tables = new HashMap<>();

  /**
   * What was read of the tables.
   *
   * @param isSound whether nothing was refused so far: only then are their columns known
   */
  static Sources of(SilverBlock.@Nullable Read silver, List<GoldBlock.Read> gold, boolean isSound) {
    Sources sources = new Sources();
    Silver rows = silver == null || !isSound ? null : silver.silver();
    if (silver != null && silver.table() != null) {
      sources.tables.put(silver.table().text(), Optional.ofNullable(rows).map(Silver::schema));
    }
    for (GoldBlock.Read each : gold) {
      sources.tables.put(
          each.table(),
          rows == null
              ? Optional.empty()
              : Optional.ofNullable(each.gold()).map(known -> known.schema(rows)));
    }
    return sources;
  }

  /** The columns of the table that is named; null if they are not known, reported if it is not. */
  @Nullable Schema resolve(Value name) {
    Optional<Schema> columns = tables.get(name.text());
    if (columns == null) {
      name.unknown(
          Code.UNKNOWN_TABLE,
          "Cannot find table \"%s\", named in %s".formatted(name.text(), name.subject()),
          "the silver table or a gold table of this file",
          tables.keySet());
      return null;
    }
    return columns.orElse(null);
  }
}
