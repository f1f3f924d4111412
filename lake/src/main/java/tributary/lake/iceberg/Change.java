package tributary.lake.iceberg;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateProperties;
import tributary.lake.parquet.WrittenFile;
import tributary.lake.table.LiveFile;

/**
 * What one commit does to a table.
 *
 * @param token random; tells the snapshot of this commit from all others
 */
record Change(List<WrittenFile> added, List<LiveFile> removed, String ledger, String token) {
  /** Longer ledgers would make the metadata grow by as much with each snapshot that is kept. */
  static final int MAX_SUMMARY_LEDGER = 8 * 1024;

  static Change of(List<WrittenFile> added, List<LiveFile> removed, String ledger) {
    return new Change(added, removed, ledger, UUID.randomUUID().toString());
  }

  /**
   * The metadata with this change. There is a new snapshot in any case: the catalogs that compare
   * less than all of the metadata compare the snapshot, so that of two writers one fails.
   */
  TableMetadata on(TableMetadata base, TableOperations operations, Description description) {
    Draft draft = new Draft(operations, base);
    Table table = new BaseTable(draft, "draft", report -> {});
    UpdateProperties properties = table.updateProperties().set(IcebergProperties.LEDGER, ledger);
    if (!removed.isEmpty()) {
      for (Map.Entry<String, String> each : IcebergProperties.ofReplaced().entrySet()) {
        properties.set(each.getKey(), each.getValue());
      }
    }
    properties.commit();
    SnapshotUpdate<?> update =
        removed.isEmpty() ? append(table, description) : overwrite(table, description);
    update.set(IcebergProperties.TOKEN, token);
    if (ledger.length() <= MAX_SUMMARY_LEDGER) {
      update.set(IcebergProperties.LEDGER, ledger);
    }
    update.commit();
    return draft.current();
  }

  private AppendFiles append(Table table, Description description) {
    AppendFiles append = table.newAppend();
    added.forEach(file -> append.appendFile(description.added(file)));
    return append;
  }

  private OverwriteFiles overwrite(Table table, Description description) {
    OverwriteFiles overwrite = table.newOverwrite();
    added.forEach(file -> overwrite.addFile(description.added(file)));
    removed.forEach(file -> overwrite.deleteFile(description.removed(file)));
    return overwrite;
  }
}
