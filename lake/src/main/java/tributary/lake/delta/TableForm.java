package tributary.lake.delta;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tributary.core.rows.Schema;

/**
 * How a table is made.
 *
 * @param statistics the columns whose bounds the log keeps for each file
 * @param retention how long versions can be read after they were replaced
 */
public record TableForm(Schema schema, List<String> statistics, Duration retention) {
  /** How many commits lie between two checkpoints. */
  public static final int CHECKPOINT_INTERVAL = 100;

  public TableForm {
    statistics = List.copyOf(statistics);
    statistics.forEach(schema::indexOf);
  }

  Map<String, String> properties() {
    String kept = "interval " + retention.toSeconds() + " seconds";
    Map<String, String> properties = new HashMap<>();
    properties.put("delta.feature.domainMetadata", "supported");
    properties.put("delta.enableInCommitTimestamps", "true");
    properties.put("delta.checkpointInterval", Integer.toString(CHECKPOINT_INTERVAL));
    properties.put("delta.logRetentionDuration", kept);
    properties.put("delta.deletedFileRetentionDuration", kept);
    if (statistics.isEmpty()) {
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      properties.put("delta.dataSkippingStatsColumns", String.join(",", statistics));
    }
    return properties;
  }
}
