package tributary.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.stores.CopyTargets;
import tributary.app.stores.StoresFile;
import tributary.app.terminal.Terminal;
import tributary.core.spec.Copy;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.copy.CopyRefusedException;
import tributary.lake.copy.CopyTarget;
import tributary.lake.copy.CopyUnavailableException;
import tributary.lake.reconcile.Comparison;
import tributary.lake.reconcile.CopyCheck;
import tributary.lake.reconcile.CopyCheck.Outcome;

/** Compares the tables with their copies, row by row. */
@Command(
    name = "reconcile",
    description = {
      "Compares each copy in another store with its table, at the version that the copy holds,",
      "row by row and column by column, and names the rows that differ. Changes nothing.",
      "Ends with 1 if a row differs, or a copy cannot be compared."
    })
final class ReconcileCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin DataOption data = new DataOption();

  @Mixin StoresOption stores = new StoresOption();

  @Parameters(
      paramLabel = "PIPELINE",
      description = "A pipeline's name, such as coinbase, or the path of a pipeline file.")
  String pipeline = "";

  ReconcileCommand(Installation installation, Terminal terminal, Map<String, String> environment) {
    this.installation = installation;
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Pipeline spec = new PipelineFiles(installation).read(pipeline);
    StoresFile named = stores.read(environment, installation);
    DataFolder folder = data.folder(installation);
    Catalog catalog = named.catalog(folder.tables(), spec.store());
    named.notes().forEach(note -> terminal.err().println("Note       " + note));
    return copies(spec, named, catalog) ? 0 : 1;
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
                say(
                    target,
                    copy.as(),
                    "NOT COMPARED: no store is named; say with --stores where it is"));
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
    terminal.out().flush();
    return areEqual;
  }

  private boolean isEqual(CopyCheck check, Copy.Target target, CopyTarget copy) {
    try (copy) {
      return isEqual(target, copy.shape().name(), check.check(copy));
    } catch (CopyUnavailableException | CopyRefusedException e) {
      say(target, copy.shape().name(), "NOT COMPARED: " + e.getMessage());
      return false;
    }
  }

  private boolean isEqual(Copy.Target target, String name, Outcome outcome) {
    if (outcome instanceof Outcome.Impossible impossible) {
      say(target, name, "NOT COMPARED: " + impossible.why());
      return false;
    }
    Outcome.Compared compared = (Outcome.Compared) outcome;
    Comparison found = compared.comparison();
    if (found.isEqual()) {
      say(
          target,
          name,
          "%,d rows of version %d: equal".formatted(found.expected(), compared.version()));
      return true;
    }
    say(
        target,
        name,
        "%,d rows DIFFER, of %,d in version %d of the lake and %,d there"
            .formatted(found.differing(), found.expected(), compared.version(), found.found()));
    PrintWriter out = terminal.out();
    found.named().forEach(row -> out.println("  " + row));
    if (found.differing() > found.named().size()) {
      out.printf("  and %,d more%n", found.differing() - found.named().size());
    }
    return false;
  }

  private void say(Copy.Target target, String name, String text) {
    terminal.out().printf("%-10s %-28s %s%n", StoresFile.section(target), name, text);
  }
}
