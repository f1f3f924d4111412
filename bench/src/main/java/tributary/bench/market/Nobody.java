package tributary.bench.market;

import tributary.core.rows.Rows;
import tributary.ingest.RunnerObserver;

/** Looks at nothing. */
public final class Nobody implements RunnerObserver {
  @Override
  public void silver(Rows rows, int from, int until) {}

  @Override
  public void windows(String table, Rows rows) {}
}
