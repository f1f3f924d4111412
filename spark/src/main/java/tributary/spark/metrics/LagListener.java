package tributary.spark.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Hears from Spark how far the topic is ahead of the query. */
public final class LagListener extends StreamingQueryListener {
  private final RunMetrics metrics;
  private final Runnable heard;

  /**
   * @param heard is told after each progress
   */
  public LagListener(RunMetrics metrics, Runnable heard) {
    this.metrics = metrics;
    this.heard = heard;
  }

  @Override
  public void onQueryStarted(QueryStartedEvent event) {
    // Nothing is known yet.
  }

  @Override
  public void onQueryProgress(QueryProgressEvent event) {
    for (SourceProgress source : event.progress().sources()) {
      if (source.latestOffset() != null && source.endOffset() != null) {
        metrics.lags(lags(offsets(source.latestOffset()), offsets(source.endOffset())));
      }
    }
    heard.run();
  }

  private static SortedMap<Integer, Long> lags(
      SortedMap<Integer, Long> latest, SortedMap<Integer, Long> reached) {
    SortedMap<Integer, Long> lags = new TreeMap<>();
    latest.forEach(
        (partition, end) -> lags.put(partition, end - reached.getOrDefault(partition, 0L)));
    return lags;
  }

  /** The offsets of the one topic, as Spark writes them: {@code {"topic":{"0":12}}}. */
  static SortedMap<Integer, Long> offsets(String json) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    if (new Load(LoadSettings.builder().build()).loadFromString(json) instanceof Map<?, ?> topics) {
      for (Object topic : topics.values()) {
        ((Map<?, ?>) topic)
            .forEach(
                (partition, offset) ->
                    offsets.put(
                        Integer.valueOf((String) partition), ((Number) offset).longValue()));
      }
    }
    return offsets;
  }

  @Override
  public void onQueryTerminated(QueryTerminatedEvent event) {
    // The last lags stay.
  }
}
