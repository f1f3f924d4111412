package tributary.core.intake;

import java.util.List;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Silver;
import tributary.core.windows.Cut;
import tributary.core.windows.Windows;

/** The rows of one batch. Two of these take turns: one is filled while the other is written. */
final class Buffers {
  final Rows bronze = new Rows(TableSchemas.bronze());
  final Rows quarantine;
  final Rows silver;
  final List<Cut> gold;

  Buffers(Silver spec, List<Windows> windows) {
    quarantine = new Rows(TableSchemas.quarantine(spec));
    silver = new Rows(TableSchemas.silver(spec));
    gold = windows.stream().map(Windows::schema).map(Buffers::cut).toList();
  }

  private static Cut cut(Schema schema) {
    return new Cut(new Rows(schema), new Rows(schema), new Rows(schema));
  }

  void clear() {
    bronze.clear();
    quarantine.clear();
    silver.clear();
    for (Cut each : gold) {
      each.open().clear();
      each.sealed().clear();
      each.withdrawn().clear();
    }
  }
}
