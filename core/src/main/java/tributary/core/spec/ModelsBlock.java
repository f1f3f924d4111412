package tributary.core.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The block {@code models}: tables that questions in SQL make, each under its name. */
final class ModelsBlock {
  private static final String PART = "[A-Za-z0-9_][A-Za-z0-9_.-]*";

  private static final Member<String> FILE =
      Member.required(
          "file",
          Scalars.matching(
              "(%s/)*%s\\.sql".formatted(PART, PART),
              "a file that ends in .sql, at or below the folder of the pipeline file, without .."));
  private static final Member<Duration> EVERY =
      Member.optional("every", Amounts.duration(Duration.ofSeconds(1), Amounts.YEAR));
  static final Block MODEL_BLOCK = Block.of(FILE, EVERY);

  private ModelsBlock() {}

  /** Reads all models in the file's order and claims their names. */
  static List<Model> parse(Value value, Names tables) {
    List<Model> models = new ArrayList<>();
    for (Value.Named model : value.named("models, each a name with its file")) {
      Value name = Scalars.table(model.name());
      if (name != null) {
        tables.claim(name, "a model");
      }
      Content content = MODEL_BLOCK.read(model.value());
      if (content.isSound()) {
        models.add(new Model(model.name().text(), content.need(FILE), content.find(EVERY)));
      }
    }
    return models;
  }
}
