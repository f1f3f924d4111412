package tributary.core.intake;

import java.util.List;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.windows.Windows;

/** The rows of one batch. Two of these take turns: one is filled while the other is written. */
final class Buffers {
  final Rows bronze = new Rows(TableSchemas.bronze());
  final Rows quarantine = new Rows(TableSchemas.quarantine());
  final Rows silver;
  final List<Rows> open;
  final List<Rows> sealed;

  Buffers(Schema silverSchema, List<Windows> windows) {
    silver = new Rows(silverSchema);
    open = windows.stream().map(each -> new Rows(each.schema())).toList();
    sealed = windows.stream().map(each -> new Rows(each.schema())).toList();
  }

  void clear() {
    bronze.clear();
    quarantine.clear();
    silver.clear();
    open.forEach(Rows::clear);
    sealed.forEach(Rows::clear);
  }
}
