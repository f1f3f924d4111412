package tributary.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tributary.app.folders.Installation;
import tributary.app.tables.LakeFiles;
import tributary.app.terminal.Terminal;
import tributary.lake.Catalog;
import tributary.serve.sql.AsOf;
import tributary.serve.sql.ResultFormat;
import tributary.serve.sql.SqlEngine;

/** Answers a question over the tables. */
@Command(
    name = "sql",
    description = {
      "Answers a question in SQL over the tables' committed rows, also while a run goes on.",
      "Tables have their names of the pipeline file; nothing can be changed."
    })
final class SqlCommand implements Callable<Integer> {
  private final Installation installation;
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Mixin StoresOption stores = new StoresOption();

  @Mixin DataOption data = new DataOption();

  @Parameters(paramLabel = "QUESTION", description = "One SELECT, SHOW TABLES, DESCRIBE TABLE, ...")
  String question = "";

  @Option(
      names = "--as-of",
      paramLabel = "VERSION|TIME",
      description =
          "Read the tables as of their version, or of a time such as 2026-01-31T12:00:00Z.")
  @Nullable String asOf;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  ResultFormat format = ResultFormat.TABLE;

  SqlCommand(Installation installation, Terminal terminal, Map<String, String> environment) {
    this.installation = installation;
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Catalog catalog = stores.catalog(environment, installation, data);
    try (SqlEngine engine = SqlEngine.open(new LakeFiles(catalog), moment())) {
      engine.query(question, format, terminal.out());
    }
    return 0;
  }

  private AsOf moment() {
    try {
      return asOf == null ? new AsOf.Now() : AsOf.parse(asOf);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
