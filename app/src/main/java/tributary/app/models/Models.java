package tributary.app.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tributary.core.spec.Continuity;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;

/**
 * The models of a pipeline with their questions, in the order in which they are made.
 *
 * @param all none has the name of another table, and each uses only those before it
 */
public record Models(List<ModelFile> all) {
  /** A pipeline without models. */
  public static final Models NONE = new Models(List.of());

  public Models {
    all = List.copyOf(all);
  }

  /**
   * Reads the files of all models.
   *
   * @throws ModelException if one is missing, holds no question that only reads, names the table
   *     that it makes or one made after it, or if two make one table
   */
  public static Models read(Pipeline pipeline, Path pipelineFile) {
    Path folder = pipelineFile.resolveSibling("");
    Models models =
        new Models(pipeline.models().stream().map(model -> ModelFile.read(model, folder)).toList());
    models.checkNames(pipeline);
    models.checkOrder();
    return models;
  }

  private void checkNames(Pipeline pipeline) {
    Set<String> taken = new HashSet<>(List.of(pipeline.bronze(), pipeline.quarantine()));
    taken.add(pipeline.silver().table());
    pipeline.gold().stream().map(Gold::table).forEach(taken::add);
    Continuity continuity = pipeline.silver().continuity();
    if (continuity != null) {
      taken.add(continuity.table());
    }
    Set<String> lower = taken.stream().map(Models::folded).collect(Collectors.toSet());
    for (ModelFile each : all) {
      if (!lower.add(folded(each.table()))) {
        throw new ModelException(
            "Cannot make table %s by %s: another part of pipeline %s makes it. Choose another name"
                .formatted(each.table(), each.file(), pipeline.name()));
      }
    }
  }

  /** Names that differ in case only are one name in a question, and on some disks. */
  private static String folded(String table) {
    return table.toLowerCase(Locale.ROOT);
  }

  private void checkOrder() {
    for (int i = 0; i < all.size(); i++) {
      ModelFile each = all.get(i);
      if (each.tables().names(each.table())) {
        throw new ModelException(
            "Cannot make %s by %s: it reads the table that it makes"
                .formatted(each.table(), each.file()));
      }
      for (ModelFile later : all.subList(i + 1, all.size())) {
        if (each.tables().names(later.table())) {
          throw new ModelException(
              "Cannot make %s by %s: it reads %s, which is made after it. Put that model first"
                  .formatted(each.table(), each.file(), later.table()));
        }
      }
    }
  }

  /** Those that are made while the pipeline runs. */
  public List<ModelFile> scheduled() {
    return all.stream().filter(each -> each.model().every() != null).toList();
  }

  /**
   * The named ones in the order in which they are made; all where none is named.
   *
   * @throws ModelException if there is none of a name
   */
  public List<ModelFile> named(List<String> tables) {
    List<String> unknown = new ArrayList<>(tables);
    unknown.removeAll(all.stream().map(ModelFile::table).toList());
    if (!unknown.isEmpty()) {
      throw new ModelException(
          "Cannot find model %s. Models: %s"
              .formatted(
                  unknown.get(0),
                  all.isEmpty()
                      ? "none"
                      : all.stream().map(ModelFile::table).collect(Collectors.joining(", "))));
    }
    return tables.isEmpty()
        ? all
        : all.stream().filter(each -> tables.contains(each.table())).toList();
  }
}
