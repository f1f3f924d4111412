package tributary.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.models.Maker;
import tributary.app.models.ModelException;
import tributary.app.models.ModelFile;
import tributary.app.models.Models;
import tributary.app.models.Outcome;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.ingest.stores.StoresFile;
import tributary.lake.Lake;
import tributary.lake.LakeLockedException;

/** Makes models without a run. */
@Command(
    name = "run",
    description = {
      "Makes the tables of a pipeline's models, in the file's order.",
      "One whose question and sources have not changed is left as it is."
    })
final class ModelsRunCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin StoresOption stores = new StoresOption();
  private final Clocks clocks;

  @Parameters(
      index = "0",
      paramLabel = "PIPELINE",
      description = "A pipeline's name, or the path of a pipeline file.")
  String pipeline = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "MODEL",
      description = "The tables to make (default: those of all models).")
  List<String> tables = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: tributary-data/ here, with the pipeline's name).")
  @Nullable Path data;

  @Option(
      names = "--rebuild",
      description = "Keep the named tables aside and make them anew, also with other columns.")
  boolean isRebuild;

  ModelsRunCommand(
      Installation installation,
      Terminal terminal,
      Clocks clocks,
      Map<String, String> environment) {
    this.environment = environment;
    this.installation = installation;
    this.terminal = terminal;
    this.clocks = clocks;
  }

  @Override
  public Integer call() {
    PipelineFiles files = new PipelineFiles(installation);
    Pipeline spec = files.read(pipeline);
    List<ModelFile> models = chosen(files.models(pipeline, spec));
    DataFolder folder = DataFolder.of(data, spec.name(), installation.here()).prepared();
    StoresFile named = stores.read(environment, installation);
    try (Lake lake = Lake.open(folder.tables(), named.format(spec.store()), clocks.wall())) {
      Maker maker = new Maker(pipeline, named.catalog(folder.tables(), spec.store()), lake);
      for (ModelFile model : models) {
        Outcome outcome = isRebuild ? maker.rebuild(model) : maker.make(model);
        terminal.out().printf("%-32s %s%n", model.table(), text(outcome));
        terminal.out().flush();
      }
    } catch (LakeLockedException e) {
      terminal
          .err()
          .printf(
              "tributary: %s. A run makes the models that have \"every\" by itself; stop it to make others%n",
              e.getMessage());
      return 1;
    }
    return 0;
  }

  private List<ModelFile> chosen(Models models) {
    if (isRebuild && tables.isEmpty()) {
      throw new UsageException("Cannot tell what to make anew: name the models after --rebuild");
    }
    try {
      return models.named(tables);
    } catch (ModelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Outcome outcome) {
    if (outcome instanceof Outcome.Made made) {
      return "made: version %d, %,d rows".formatted(made.version(), made.rows());
    }
    return outcome instanceof Outcome.Unchanged same
        ? "unchanged: the same %,d rows".formatted(same.rows())
        : "up to date";
  }
}
