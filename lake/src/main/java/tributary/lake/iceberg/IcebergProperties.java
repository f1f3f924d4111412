package tributary.lake.iceberg;

import java.util.Map;
import org.apache.iceberg.TableProperties;

/** The properties by which tables are made and snapshots are told apart. */
final class IcebergProperties {
  /** The ledger of the last commit, of the table; of a snapshot as long as it is short. */
  static final String LEDGER = "tributary.ledger";

  /** What the rows mean, of the table. */
  static final String DEFINITION = "tributary.definition";

  /** In the summary of a snapshot: what tells that it is ours. */
  static final String TOKEN = "tributary.commit";

  private IcebergProperties() {}

  /**
   * Commits of others beside our frequent ones are tried again often enough to come through; ours
   * are tried again by us alone, who read in between whether one has landed. Metadata files live as
   * long as a reader may need to open the one it was told of.
   */
  static Map<String, String> ofNewTable() {
    return Map.of(
        TableProperties.FORMAT_VERSION, "2",
        TableProperties.DEFAULT_FILE_FORMAT, "parquet",
        TableProperties.COMMIT_NUM_RETRIES, "20",
        TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "1000",
        TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
        TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "100",
        TableProperties.MANIFEST_TARGET_SIZE_BYTES, Integer.toString(4 << 20),
        TableProperties.MANIFEST_MIN_MERGE_COUNT, "100");
  }

  /** Replacing a file reads every small manifest, so that of such tables there are to be few. */
  static Map<String, String> ofReplaced() {
    return Map.of(TableProperties.MANIFEST_MIN_MERGE_COUNT, "8");
  }
}
