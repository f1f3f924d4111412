package tributary.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.models.ModelFile;
import tributary.app.models.Models;
import tributary.app.models.Standing;
import tributary.app.terminal.Terminal;
import tributary.core.ledger.ModelSources;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.Snapshot;

/** Shows how the models of a pipeline stand. */
@Command(
    name = "list",
    description = {
      "Shows the models of a pipeline: file, schedule, when and of what they were made last,",
      "and what has changed since. Also during a run."
    })
final class ModelsListCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin StoresOption stores = new StoresOption();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, or the path of a pipeline file.")
  String pipeline = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: tributary-data/ here, with the pipeline's name).")
  @Nullable Path data;

  ModelsListCommand(Installation installation, Terminal terminal, Map<String, String> environment) {
    this.environment = environment;
    this.installation = installation;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PipelineFiles files = new PipelineFiles(installation);
    Pipeline spec = files.read(pipeline);
    Models models = files.models(pipeline, spec);
    Catalog catalog =
        stores
            .read(environment, installation)
            .catalog(DataFolder.of(data, spec.name(), installation.here()).tables(), spec.store());
    for (ModelFile model : models.all()) {
      print(terminal.out(), Standing.of(model, catalog));
    }
    if (models.all().isEmpty()) {
      terminal.out().println("Pipeline %s has no models".formatted(spec.name()));
    }
    return 0;
  }

  private static void print(PrintWriter out, Standing standing) {
    ModelFile model = standing.model();
    out.println(model.table());
    out.println("  file      " + model.file());
    out.println("  schedule  " + schedule(model));
    out.println("  made      " + standing.table().map(ModelsListCommand::made).orElse("never"));
    standing
        .table()
        .flatMap(Snapshot::model)
        .ifPresent(made -> out.println("  of        " + of(made)));
    out.println("  state     " + state(standing));
  }

  private static String schedule(ModelFile model) {
    return model.model().every() == null
        ? "on demand"
        : "every " + model.model().every().toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String made(Snapshot table) {
    return "version %d at %s, %,d rows"
        .formatted(table.version(), table.committedAt(), table.rows());
  }

  private static String of(ModelSources made) {
    return made.versions().isEmpty()
        ? "no table"
        : made.versions().entrySet().stream()
            .map(each -> each.getKey() + " version " + each.getValue().number())
            .collect(Collectors.joining(", "));
  }

  private static String state(Standing standing) {
    if (!standing.changes().isEmpty()) {
      return "changed since: " + String.join(", ", standing.changes());
    }
    return standing.table().isEmpty() ? "to be made" : "up to date";
  }
}
