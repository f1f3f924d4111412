package tributary.lake.delta;

import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;
import tributary.lake.table.TableForm;

/** What a commit says about files. */
record FileActions(TableForm form, StructType schema, long nowMillis) {

  List<Row> of(List<WrittenFile> added, List<LiveFile> removed) {
    List<Row> actions = new ArrayList<>();
    for (LiveFile file : removed) {
      actions.add(SingleAction.createRemoveFileSingleAction(remove(file)));
    }
    for (WrittenFile file : added) {
      actions.add(SingleAction.createAddFileSingleAction(add(file)));
    }
    return actions;
  }

  /** The file as it stands in the table after its commit. */
  static LiveFile live(WrittenFile file, TableForm form) {
    return new LiveFile(
        name(file),
        file.path(),
        file.bytes(),
        file.rows(),
        FileStatistics.bounds(file, form.statistics()));
  }

  /** Our names need no percent-encoding. */
  private static String name(WrittenFile file) {
    return file.path().getFileName().toString();
  }

  private Row add(WrittenFile file) {
    return AddFile.createAddFileRow(
        schema,
        name(file),
        noPartitions(),
        file.bytes(),
        nowMillis,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(FileStatistics.of(file, form.statistics())));
  }

  private Row remove(LiveFile file) {
    Row add =
        AddFile.createAddFileRow(
            schema,
            file.name(),
            noPartitions(),
            file.bytes(),
            nowMillis,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new AddFile(add).toRemoveFileRow(true, Optional.of(nowMillis));
  }

  private static MapValue noPartitions() {
    return VectorUtils.stringStringMapValue(Map.of());
  }
}
