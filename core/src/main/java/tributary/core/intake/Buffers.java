package tributary.core.intake;

import java.util.List;
import tributary.core.gaps.GapBook;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.spec.Pipeline;
import tributary.core.windows.Cut;
import tributary.core.windows.Windows;

/** The rows of one batch. Two of these take turns: one is filled while the other is written. */
final class Buffers {
  final Rows bronze;
  final Rows quarantine;
  final Rows silver;
  final List<Cut> gold;
  final Cut gaps = cut(GapBook.schema());

  Buffers(Pipeline pipeline, List<Windows> windows) {
    bronze = new Rows(TableSchemas.bronze(pipeline.bronzeLayout()));
    quarantine = new Rows(TableSchemas.quarantine(pipeline.silver()));
    silver = new Rows(TableSchemas.silver(pipeline.silver()));
    gold = windows.stream().map(Windows::schema).map(Buffers::cut).toList();
  }

  private static Cut cut(Schema schema) {
    return new Cut(new Rows(schema), new Rows(schema), new Rows(schema));
  }

  void clear() {
    bronze.clear();
    quarantine.clear();
    silver.clear();
    gold.forEach(Buffers::clear);
    clear(gaps);
  }

  private static void clear(Cut cut) {
    cut.open().clear();
    cut.sealed().clear();
    cut.withdrawn().clear();
  }
}
