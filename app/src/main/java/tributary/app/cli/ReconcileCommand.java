package tributary.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Copy;
import tributary.core.spec.Pipeline;
import tributary.ingest.reconcile.LakeCheck;
import tributary.ingest.stores.CopyTargets;
import tributary.ingest.stores.StoresFile;
import tributary.lake.Catalog;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;
import tributary.lake.reconcile.CopyCheck;

/** Holds the tables against bronze, and their copies against the tables, row by row. */
@Command(
    name = "reconcile",
    description = {
      "Computes the tables anew from bronze, at the offsets at which they stand, and compares",
      "them row by row and column by column; then each copy in another store with its table, at",
      "the version that the copy holds. Names the rows that differ, and changes nothing.",
      "Ends with 1 if a row differs, or something cannot be compared."
    })
final class ReconcileCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Clocks clocks;
  private final Map<String, String> environment;
  private final ReconcileText text;

  @Mixin DataOption data = new DataOption();

  @Mixin StoresOption stores = new StoresOption();

  @ArgGroup Part part = new Part();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, such as coinbase, or the path of a pipeline file.")
  String pipeline = "";

  /** At most one of them. */
  static final class Part {
    @Option(
        names = "--lake-only",
        description = "Only the tables; leaves the copies in other stores alone.")
    boolean isLakeOnly;

    @Option(names = "--copies-only", description = "Only the copies; computes nothing anew.")
    boolean isCopiesOnly;
  }

  ReconcileCommand(
      Installation installation,
      Terminal terminal,
      Clocks clocks,
      Map<String, String> environment) {
    this.installation = installation;
    this.terminal = terminal;
    this.clocks = clocks;
    this.environment = environment;
    this.text = new ReconcileText(terminal.out());
  }

  @Override
  public Integer call() {
    Pipeline spec = new PipelineFiles(installation).read(pipeline);
    StoresFile named = stores.read(environment, installation);
    DataFolder folder = data.folder(installation);
    Catalog catalog = named.catalog(folder.tables(), spec.store());
    named.notes().forEach(note -> terminal.err().println("Note       " + note));
    boolean areEqual = part.isCopiesOnly || lake(spec, folder, catalog);
    if (!part.isLakeOnly) {
      areEqual &= copies(spec, named, catalog);
    }
    terminal.flush();
    return areEqual ? 0 : 1;
  }

  private boolean lake(Pipeline spec, DataFolder folder, Catalog catalog) {
    LakeCheck check =
        new LakeCheck(
            spec,
            catalog,
            folder.recomputed(),
            clocks.wall(),
            clocks.nanos(),
            () -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)));
    boolean[] areEqual = {true};
    check.check(
        new RecomputeProgress(folder.recomputed(), terminal.err(), clocks.nanos()),
        outcome -> areEqual[0] &= text.isEqual(outcome));
    return areEqual[0];
  }

  private boolean copies(Pipeline spec, StoresFile named, Catalog catalog) {
    CopyCheck check =
        new CopyCheck(catalog, () -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)));
    boolean areEqual = true;
    for (Copy.Target target : Copy.Target.values()) {
      List<Copy> copies = spec.copies().stream().filter(copy -> copy.target() == target).toList();
      if (!copies.isEmpty() && !named.names(target)) {
        copies.forEach(
            copy ->
                text.notCompared(
                    StoresFile.section(target),
                    copy.as(),
                    "no store is named; say with --stores where it is"));
        areEqual = false;
      } else if (!copies.isEmpty()) {
        for (CopyTarget copy : CopyTargets.of(named, spec, target)) {
          areEqual &= isEqual(check, target, copy);
        }
      }
    }
    if (spec.copies().isEmpty()) {
      terminal.out().println("Pipeline " + spec.name() + " has no copies");
    }
    return areEqual;
  }

  private boolean isEqual(CopyCheck check, Copy.Target target, CopyTarget copy) {
    String store = StoresFile.section(target);
    String name = copy.shape().name();
    try (copy) {
      CopyCheck.Outcome outcome = check.check(copy);
      boolean isEqual = text.isEqual(store, name, outcome);
      if (!isEqual
          && outcome instanceof CopyCheck.Outcome.Compared
          && target == Copy.Target.CLICKHOUSE) {
        terminal
            .out()
            .println(
                "  A write that was cut off looks like this too: let a run end it, and reconcile again");
      }
      return isEqual;
    } catch (CopyUnavailableException | CopyRefusedException e) {
      text.notCompared(store, name, String.valueOf(e.getMessage()));
      return false;
    }
  }
}
