package tributary.spark.metrics;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import tributary.core.ledger.Counts;
import tributary.spark.batch.BatchReport;

/**
 * How a run gets on, in Spark's own metrics: whatever sinks it has, Prometheus among them, show
 * them as {@code tributary.*}. For any thread.
 */
public final class RunMetrics implements Source {
  private final MetricRegistry registry = new MetricRegistry();
  private RunFigures figures = RunFigures.NONE;

  /** Begins to show them. */
  public RunMetrics() {
    gauge("frames", RunFigures::frames);
    gauge("silver", it -> it.counts().silver());
    gauge("quarantine", it -> it.counts().quarantine());
    gauge("control", it -> it.counts().control());
    gauge("duplicates", it -> it.counts().duplicates());
    gauge("late", RunFigures::late);
    gauge("batches", RunFigures::batches);
    gauge("batch.frames", it -> it.last().frames());
    gauge("batch.takingNanos", it -> it.last().takingNanos());
    gauge("batch.commitNanos", it -> it.last().commitNanos());
    gauge("batch.lanes", it -> it.last().lanes());
    gauge("batch.restoredLanes", it -> it.last().restored());
    gauge("lag", RunFigures::lag);
    SparkEnv.get().metricsSystem().registerSource(this);
  }

  private void gauge(String name, ToLongFunction<RunFigures> value) {
    registry.register(name, (Gauge<Long>) () -> value.applyAsLong(figures()));
  }

  /** Notes a batch. */
  public synchronized void took(BatchReport batch) {
    figures = figures.and(batch);
  }

  /** Notes how many records of each partition are still to be taken in. */
  public synchronized void lags(SortedMap<Integer, Long> lags) {
    figures = figures.with(new TreeMap<>(lags));
    for (int partition : lags.keySet()) {
      String name = "lag.partition" + partition;
      if (!registry.getNames().contains(name)) {
        gauge(name, it -> it.lags().getOrDefault(partition, 0L));
      }
    }
  }

  /** All of it as of now. */
  public synchronized RunFigures figures() {
    return figures;
  }

  @Override
  public String sourceName() {
    return "tributary";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  /** Shows them no more. */
  public void end() {
    SparkEnv env = SparkEnv.get();
    if (env != null) {
      env.metricsSystem().removeSource(this);
    }
  }

  /**
   * What a run has done so far.
   *
   * @param counts what became of the frames
   * @param late how often a late row corrected a window
   * @param lags by partition, the records still to be taken in, as far as is known
   */
  public record RunFigures(
      long batches,
      long frames,
      Counts counts,
      long late,
      BatchReport last,
      SortedMap<Integer, Long> lags) {
    static final RunFigures NONE =
        new RunFigures(
            0,
            0,
            Counts.NONE,
            0,
            new BatchReport(-1, 0, 0, Counts.NONE, 0, 0, 0, 0, new TreeMap<>(), 0, 0, 0, 0),
            new TreeMap<>());

    RunFigures and(BatchReport batch) {
      return new RunFigures(
          batches + 1,
          frames + batch.frames(),
          counts.plus(batch.counts()),
          late + batch.late(),
          batch,
          lags);
    }

    RunFigures with(SortedMap<Integer, Long> newLags) {
      return new RunFigures(batches, frames, counts, late, last, newLags);
    }

    /** The records of all partitions still to be taken in. */
    public long lag() {
      return lags.values().stream().mapToLong(each -> each).sum();
    }
  }
}
