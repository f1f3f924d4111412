package tributary.app.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tributary.app.tables.LakeFiles;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Rows;
import tributary.core.rows.Type;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Commit;
import tributary.core.spec.JsonPointer;
import tributary.core.spec.Layout;
import tributary.core.spec.Model;
import tributary.core.spec.Pipeline;
import tributary.core.spec.Silver;
import tributary.core.spec.Store;
import tributary.core.spec.Topic;
import tributary.lake.Catalog;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;

/** A lake with small tables whose rows are given by questions, and models over them. */
final class SmallLake implements AutoCloseable {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

  private final Path folder;
  private final Lake lake;
  private final Map<String, GrowingTable> tables = new HashMap<>();
  private final List<Model> models = new ArrayList<>();

  SmallLake(Path folder) {
    this.folder = folder;
    this.lake = Lake.open(folder.resolve("tables"), CLOCK);
  }

  Catalog catalog() {
    return Catalog.at(folder.resolve("tables"));
  }

  Maker maker() {
    return new Maker("small", catalog(), lake);
  }

  /** Adds the rows of a question that names no table. */
  SmallLake add(String table, String question) {
    return add(table, rows(question));
  }

  SmallLake add(String table, Rows rows) {
    GrowingTable growing =
        tables.computeIfAbsent(table, name -> lake.growing(name, rows.schema(), List.of()));
    growing.commit(growing.stage(rows), Ledger.empty("small", "id"));
    return this;
  }

  static Rows rows(String question) {
    try (SqlEngine engine = SqlEngine.openRepeatable(new Sources(new TreeMap<>()))) {
      return engine.rows(question);
    }
  }

  /** Names a model and writes its file. */
  SmallLake model(String table, String question) {
    return model(table, question, null);
  }

  SmallLake model(String table, String question, @Nullable Duration every) {
    String file = "models/" + table + ".sql";
    models.removeIf(model -> model.table().equals(table));
    models.add(new Model(table, file, every));
    return write(file, question);
  }

  SmallLake write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, text, UTF_8);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Models models() {
    return Models.read(pipeline(models), folder.resolve("small.yaml"));
  }

  ModelFile file(String table) {
    return models().named(List.of(table)).get(0);
  }

  static Pipeline pipeline(List<Model> models) {
    return new Pipeline(
        "small",
        null,
        new Topic("small", 1),
        Commit.DEFAULT,
        "bronze",
        "quarantine",
        silver(),
        List.of(),
        Store.DELTA,
        Layout.PLAIN,
        List.of(),
        models);
  }

  private static Silver silver() {
    ColumnSpec time =
        new ColumnSpec("at", JsonPointer.parse("/at"), new Type.Timestamp(), true, List.of());
    return new Silver("silver", null, Set.of(), Set.of(), List.of(time), "at", null, null);
  }

  /** The answer as lines of comma-separated values, without the headings. */
  List<String> ask(String question) {
    try (SqlEngine engine = SqlEngine.open(new LakeFiles(catalog()), new AsOf.Now())) {
      StringWriter answer = new StringWriter();
      engine.query(question, ResultFormat.CSV, answer);
      return answer.toString().lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    lake.close();
  }
}
