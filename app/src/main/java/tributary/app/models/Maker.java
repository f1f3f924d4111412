package tributary.app.models;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tributary.core.ledger.ModelSources;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.lake.LakeException;
import tributary.lake.ModelTable;
import tributary.lake.Snapshot;
import tributary.lake.TableRefusedException;
import tributary.serve.sql.SqlEngine;
import tributary.serve.sql.SqlException;

/** Makes models' tables, one at a time; used by one thread, but for {@link #stop}. */
public final class Maker {
  private final String pipeline;
  private final Catalog catalog;
  private final Lake lake;

  /** Sources of which a table was made again and came out the same, so that no commit says so. */
  private final Map<String, ModelSources> unchanged = new HashMap<>();

  private volatile @Nullable SqlEngine asking;
  private volatile boolean isStopped;

  /**
   * @param pipeline the name by which a user calls it, for messages
   */
  public Maker(String pipeline, Catalog catalog, Lake lake) {
    this.pipeline = pipeline;
    this.catalog = catalog;
    this.lake = lake;
  }

  /**
   * Makes the table anew, unless nothing that it is made of has changed.
   *
   * @throws ModelException if the question cannot be answered, or its answer does not fit the table
   * @throws LakeException if a table cannot be read or written
   */
  public Outcome make(ModelFile model) {
    Sources sources = sources(model);
    ModelSources wanted = sources.forCommit(model);
    Optional<Snapshot> before = before(model);
    if (before.isPresent()
        && (wanted.equals(before.get().model().orElse(null))
            || wanted.equals(unchanged.get(model.table())))) {
      return new Outcome.UpToDate();
    }
    return put(model, ask(model, sources), wanted);
  }

  /**
   * Makes the table anew in the place of the one that is there, which is set aside with its past;
   * its columns may be others.
   *
   * @throws ModelException if the question cannot be answered: the table is as it was
   * @throws LakeException if a table cannot be read or written
   */
  public Outcome rebuild(ModelFile model) {
    Sources sources = sources(model);
    Rows rows = ask(model, sources);
    lake.setModelAside(model.table());
    return put(model, rows, sources.forCommit(model));
  }

  /** Breaks a question off that is being asked, and refuses others. For any thread. */
  void stop() {
    isStopped = true;
    SqlEngine engine = asking;
    if (engine != null) {
      engine.cancel();
    }
  }

  /** Takes questions again after {@link #stop}. */
  void resume() {
    isStopped = false;
  }

  private Optional<Snapshot> before(ModelFile model) {
    return catalog.has(model.table())
        ? Optional.of(catalog.snapshot(model.table()))
        : Optional.empty();
  }

  private Sources sources(ModelFile model) {
    try {
      return Sources.of(model, catalog);
    } catch (SqlException e) {
      throw new ModelException(e.inFile(model.file().toString()), e);
    }
  }

  private Rows ask(ModelFile model, Sources sources) {
    try (SqlEngine engine = SqlEngine.openRepeatable(sources)) {
      asking = engine;
      if (isStopped) {
        throw new ModelException("Cannot make %s: the run ends".formatted(model.table()));
      }
      return engine.rows(model.sql());
    } catch (SqlException e) {
      throw new ModelException(e.inFile(model.file().toString()), e);
    } finally {
      asking = null;
    }
  }

  private Outcome put(ModelFile model, Rows rows, ModelSources sources) {
    try (ModelTable table = open(model, rows.schema())) {
      OptionalLong version = table.replace(rows, sources);
      if (version.isEmpty()) {
        unchanged.put(model.table(), sources);
        return new Outcome.Unchanged(rows.size());
      }
      unchanged.remove(model.table());
      return new Outcome.Made(version.getAsLong(), rows.size());
    }
  }

  private ModelTable open(ModelFile model, Schema schema) {
    try {
      return lake.model(model.table(), schema);
    } catch (TableRefusedException e) {
      throw new ModelException(
          "%s. If a model made that table, this keeps it aside and makes it anew: ./tributary models run %s --rebuild %s"
              .formatted(e.getMessage(), pipeline, model.table()),
          e);
    }
  }
}
