package tributary.bench.latency;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;

/**
 * Who sees from outside what arrives where. Ask only after {@link #close}.
 *
 * @param commits by table
 */
record Witnesses(PageReader page, Map<String, CommitWatch> commits) implements AutoCloseable {

  /** Begins to look at the page, and at the tables that answer questions. */
  static Witnesses of(URI page, Path tables, Pipeline pipeline, LongSupplier microClock)
      throws IOException {
    PageReader reader = new PageReader(page, microClock);
    Map<String, CommitWatch> commits = new LinkedHashMap<>();
    String silver = pipeline.silver().table();
    commits.put(silver, new CommitWatch(tables, silver, microClock));
    for (Gold gold : pipeline.gold()) {
      commits.put(gold.table(), new CommitWatch(tables, gold.table(), microClock));
    }
    return new Witnesses(reader, commits);
  }

  @Override
  public void close() {
    page.close();
    commits.values().forEach(CommitWatch::close);
  }
}
