package tributary.lake.delta;

import java.util.HashMap;
import java.util.Map;
import tributary.lake.table.TableForm;

/** The properties that a table is made with. */
final class DeltaProperties {
  /** How many commits lie between two checkpoints. */
  static final int CHECKPOINT_INTERVAL = 100;

  private DeltaProperties() {}

  static Map<String, String> of(TableForm form) {
    String kept = "interval " + form.retention().toSeconds() + " seconds";
    Map<String, String> properties = new HashMap<>();
    properties.put("delta.feature.domainMetadata", "supported");
    properties.put("delta.enableInCommitTimestamps", "true");
    properties.put("delta.checkpointInterval", Integer.toString(CHECKPOINT_INTERVAL));
    properties.put("delta.logRetentionDuration", kept);
    properties.put("delta.deletedFileRetentionDuration", kept);
    if (form.statistics().isEmpty()) {
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      properties.put("delta.dataSkippingStatsColumns", String.join(",", form.statistics()));
    }
    return properties;
  }
}
