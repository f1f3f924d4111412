package tributary.app.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Copy;
import tributary.core.spec.Pipeline;
import tributary.ingest.rebuild.Rebuild;
import tributary.ingest.stores.StoresFile;
import tributary.lake.Catalog;
import tributary.lake.Lake;
import tributary.lake.Successors.Replaced;

/** Puts tables in the places of those that the pipeline file no longer describes. */
@Command(
    name = "rebuild",
    description = {
      "Computes silver, quarantine, gold and gaps anew from bronze by the pipeline file as it is",
      "now, beside the old tables, and then puts them in their places. The old ones are kept aside.",
      "Needs no topic and no venue; no run may write the tables meanwhile. Broken off, it changed",
      "nothing, or the next start says so, and rebuild ends what it began."
    })
final class RebuildCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Clocks clocks;
  private final Map<String, String> environment;

  @Mixin DataOption data = new DataOption();

  @Mixin StoresOption stores = new StoresOption();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, such as coinbase, or the path of a pipeline file.")
  String pipeline = "";

  RebuildCommand(
      Installation installation,
      Terminal terminal,
      Clocks clocks,
      Map<String, String> environment) {
    this.installation = installation;
    this.terminal = terminal;
    this.clocks = clocks;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Pipeline spec = new PipelineFiles(installation).read(pipeline);
    StoresFile named = stores.read(environment, installation);
    DataFolder folder = data.folder(installation);
    Catalog catalog = named.catalog(folder.tables(), spec.store());
    named.notes().forEach(this::note);
    try (Lake lake = Lake.open(folder.tables(), named.format(spec.store()), clocks.wall())) {
      Rebuild rebuild =
          new Rebuild(spec, catalog, lake, folder.tables(), clocks.wall(), clocks.nanos());
      report(
          spec,
          catalog,
          rebuild.run(new RecomputeProgress(folder.tables(), terminal.err(), clocks.nanos())));
    }
    terminal.flush();
    return 0;
  }

  private void report(Pipeline spec, Catalog catalog, Rebuild.Outcome outcome) {
    PrintWriter out = terminal.out();
    if (!outcome.isComputed()) {
      note("a rebuild that was broken off has come to its end; nothing was computed now");
    }
    for (Replaced each : outcome.tables()) {
      out.printf(
          "%-28s %,d rows%s%n",
          each.table(),
          catalog.snapshot(each.table()).rows(),
          each.old().map(" in the place of %s"::formatted).orElse(""));
    }
    for (Copy copy : spec.copies()) {
      note(
          "copy %s in %s holds rows of the old table, and a run refuses it: drop it there with its ledger, and the next run fills it anew"
              .formatted(copy.as(), StoresFile.section(copy.target())));
    }
  }

  private void note(String text) {
    terminal.err().println("Note       " + text);
  }
}
