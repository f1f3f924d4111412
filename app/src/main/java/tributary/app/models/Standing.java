package tributary.app.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tributary.core.ledger.ModelSources;
import tributary.core.ledger.ModelSources.Version;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;
import tributary.serve.sql.SqlException;

/**
 * How the table of a model stands.
 *
 * @param table as it was made last; empty if it never was
 * @param changes what has changed since, in a few words each; empty where it is up to date
 */
public record Standing(ModelFile model, Optional<Snapshot> table, List<String> changes) {
  public Standing {
    changes = List.copyOf(changes);
  }

  /** Looks into the tables; takes no lock. */
  public static Standing of(ModelFile model, Catalog catalog) {
    Optional<Snapshot> table =
        Optional.of(model.table())
            .filter(catalog::has)
            .map(catalog::snapshot)
            .filter(found -> found.model().isPresent());
    return new Standing(model, table, changes(model, catalog, table.flatMap(Snapshot::model)));
  }

  private static List<String> changes(
      ModelFile model, Catalog catalog, Optional<ModelSources> made) {
    List<String> changes = new ArrayList<>();
    try {
      ModelSources now = Sources.of(model, catalog).forCommit(model);
      made.ifPresent(then -> compare(then, now, changes));
    } catch (SqlException e) {
      changes.add(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
    return changes;
  }

  private static void compare(ModelSources then, ModelSources now, List<String> changes) {
    if (!then.sqlSha256().equals(now.sqlSha256())) {
      changes.add("its question");
    }
    SortedMap<String, Version> before = then.versions();
    now.versions()
        .forEach(
            (table, version) -> {
              Version used = before.get(table);
              if (!version.equals(used)) {
                changes.add(
                    "%s %s -> %d"
                        .formatted(table, used == null ? "none" : used.number(), version.number()));
              }
            });
  }
}
