package tributary.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tributary.app.folders.DataFolder;
import tributary.app.folders.Installation;
import tributary.app.run.Clocks;
import tributary.app.run.StatusFile;
import tributary.app.terminal.Terminal;
import tributary.core.ledger.Ledger;
import tributary.core.ledger.ModelSources;
import tributary.lake.Catalog;
import tributary.lake.ReadFailedException;
import tributary.lake.Snapshot;

/** Shows how the tables stand. */
@Command(
    name = "status",
    description = "Shows the tables' rows, files, versions, ages and offsets, also during a run.")
final class StatusCommand implements Callable<Integer> {
  private static final int LEAST_WIDTH = 28;

  private final Installation installation;
  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Clocks clocks;

  @Mixin DataOption data = new DataOption();

  @Mixin StoresOption stores = new StoresOption();

  StatusCommand(
      Installation installation,
      Terminal terminal,
      Clocks clocks,
      Map<String, String> environment) {
    this.installation = installation;
    this.terminal = terminal;
    this.environment = environment;
    this.clocks = clocks;
  }

  @Override
  public Integer call() {
    DataFolder folder = data.folder(installation);
    PrintWriter out = terminal.out();
    Catalog catalog = stores.catalog(environment, installation, data);
    out.println("Data folder " + folder.root());
    List<String> tables = catalog.tables();
    int width = tables.stream().mapToInt(String::length).reduce(LEAST_WIDTH, Math::max);
    out.printf(
        "%s %12s %7s %8s  %-10s %s%n",
        padded("table", width), "rows", "files", "version", "committed", "offsets taken in");
    for (String table : tables) {
      print(out, padded(table, width), catalog, table);
    }
    StatusFile.read(folder.root()).ifPresent(said -> print(out, said));
    return 0;
  }

  /** A table of somebody else, or a damaged one, hides no other. */
  private void print(PrintWriter out, String name, Catalog catalog, String table) {
    try {
      print(out, name, catalog.snapshot(table));
    } catch (ReadFailedException e) {
      out.printf("%s cannot be read: %s%n", name, e.getMessage());
    }
  }

  private void print(PrintWriter out, StatusFile.Said said) {
    out.printf("%nThe run, %s:%n", age(said.at()));
    said.lines().forEach(out::println);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private void print(PrintWriter out, String name, Snapshot table) {
    out.printf(
        "%s %,12d %,7d %,8d  %-10s %s%n",
        name,
        table.rows(),
        table.files().size(),
        table.version(),
        age(table.committedAt()),
        table
            .model()
            .map(StatusCommand::sources)
            .or(() -> table.ledger().map(StatusCommand::offsets))
            .orElse("none"));
  }

  private String age(Instant time) {
    Duration age = Duration.between(time, clocks.wall().instant());
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s ago";
    }
    return seconds < 7200 ? seconds / 60 + " min ago" : seconds / 3600 + " h ago";
  }

  /** A model takes in no offsets but versions of other tables. */
  private static String sources(ModelSources made) {
    return made.versions().entrySet().stream()
        .map(each -> each.getKey() + " version " + each.getValue().number())
        .collect(Collectors.joining(", ", "model of ", ""));
  }

  private static String offsets(Ledger ledger) {
    return ledger.partitions().entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue().next())
        .collect(Collectors.joining(" "));
  }
}
