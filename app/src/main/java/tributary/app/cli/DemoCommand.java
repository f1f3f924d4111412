package tributary.app.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.logs.LogFile;
import tributary.app.models.Models;
import tributary.app.run.Clocks;
import tributary.app.run.Origin;
import tributary.app.run.Plan;
import tributary.app.run.Run;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Pipeline;
import tributary.feeds.simulator.Pace;
import tributary.feeds.venue.Secrets;
import tributary.ingest.stores.StoresFile;

/** The whole route on this machine, from a simulated exchange to a page with live candles. */
@Command(
    name = "demo",
    description = {
      "Shows the whole route at work, without an account or a network:",
      "a simulated Coinbase, the real feed, a Kafka broker, the tables, and a page with live candles."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String PIPELINE = "coinbase";
  private static final String MISBEHAVIOUR = "duplicate 1%, reorder 1%, malformed 0.2%";

  private final RootCommand root;
  private final Installation installation;
  private final Terminal terminal;
  private final Clocks clocks;
  private final Map<String, String> environment;

  @Mixin RouteOptions options = new RouteOptions();

  @Mixin StoresOption stores = new StoresOption();

  DemoCommand(
      RootCommand root,
      Installation installation,
      Terminal terminal,
      Clocks clocks,
      Map<String, String> environment) {
    this.root = root;
    this.installation = installation;
    this.terminal = terminal;
    this.clocks = clocks;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    PipelineFiles files = new PipelineFiles(installation);
    Pipeline spec = files.read(PIPELINE);
    Models models = files.models(PIPELINE, spec);
    Origin origin = RouteOptions.understood(this::market);
    StoresFile named = stores.read(environment, installation);
    DataFolder folder = options.folder("demo", installation).prepared();
    Plan plan =
        new Plan(
            spec,
            folder,
            origin,
            Optional.empty(),
            named,
            options.page(),
            false,
            Secrets.NONE,
            models);
    named.notes().forEach(note -> terminal.err().println("Note       " + note));
    try (LogFile log = root.openLog(folder.logFile())) {
      return new Run(plan, clocks, terminal).execute() ? 0 : 1;
    }
  }

  private Origin market() {
    String script = options.script(MISBEHAVIOUR);
    return Origin.Market.now(clocks, options.rate, Long.MAX_VALUE, Pace.RECORDED, script);
  }
}
