package tributary.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.app.folders.Installation;
import tributary.app.run.Clocks;
import tributary.app.terminal.Terminal;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Ledger;
import tributary.core.rows.BytesColumn;
import tributary.core.rows.LongColumn;
import tributary.core.rows.Rows;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;

class ModelsCommandTest {
  private static final Path COINBASE = Path.of("../pipelines/coinbase.yaml");
  private static final String MODELS =
      """

      models:
        gold.products:
          file: sql/products.sql
          every: 90s
        gold.prices: {file: sql/prices.sql}
      """;

  @TempDir Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void makeTables() throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), Files.readString(COINBASE) + MODELS);
    Files.createDirectories(folder.resolve("sql"));
    question(
        "products", "SELECT product_id, max(price) AS top FROM coinbase_ticker_table GROUP BY 1");
    question("prices", "SELECT count(*) AS n FROM gold.products");
    try (Lake lake = Lake.open(tables(), InstantSource.system())) {
      Pipeline pipeline = PipelineReader.read(COINBASE);
      add(
          lake.growing(pipeline.bronze(), TableSchemas.bronze(pipeline.bronzeLayout()), List.of()),
          null);
      add(
          lake.growing(
              pipeline.quarantine(), TableSchemas.quarantine(pipeline.silver()), List.of()),
          null);
      Rows rows = new Rows(TableSchemas.silver(pipeline.silver()));
      int row = rows.open();
      for (int column = 0; column < rows.schema().size(); column++) {
        if (rows.column(column) instanceof BytesColumn text) {
          text.set(row, "x");
        } else if (rows.column(column) instanceof LongColumn number) {
          number.set(row, 7);
        }
      }
      rows.keep();
      add(lake.growing(pipeline.silver().table(), rows.schema(), List.of()), rows);
    }
  }

  private static void add(GrowingTable table, @Nullable Rows rows) {
    table.commit(rows == null ? Optional.empty() : table.stage(rows), Ledger.empty("t", "id"));
  }

  private Path tables() {
    return folder.resolve("data/tables");
  }

  private void question(String name, String text) throws IOException {
    Files.writeString(folder.resolve("sql").resolve(name + ".sql"), text);
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 100);
    Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime, new SplittableRandom(1));
    Installation installation = Installation.at("..", folder);
    return new Cli(terminal, installation, clocks, Map.of()).execute(arguments);
  }

  private int models(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("models", command, folder.resolve("mine.yaml").toString(), "--data", "data"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void makesAllModelsAndAfterwardsNone() {
    assertEquals(0, models("run"), err::toString);
    assertEquals(
        List.of(
            "gold.products", "made: version 1, 1 rows", "gold.prices", "made: version 1, 1 rows"),
        List.of(out.toString().strip().split("\\s{2,}|\n")));

    assertEquals(0, models("run"));
    assertTrue(
        out.toString().matches("gold.products\\s+up to date\ngold.prices\\s+up to date\n"),
        out::toString);
  }

  @Test
  void makesTheNamedOnesAndNamesThoseThatThereAre() {
    assertEquals(0, models("run", "gold.products"), err::toString);
    assertTrue(out.toString().startsWith("gold.products "), out::toString);
    assertEquals(2, models("run", "gold.product"));
    assertEquals(
        "tributary: Cannot find model gold.product. Models: gold.products, gold.prices\n",
        err.toString());
    assertEquals(
        1, run("models", "run", folder.resolve("mine.yaml").toString(), "--data", "nowhere"));
    assertTrue(err.toString().contains("There are no tables yet"), err::toString);
  }

  @Test
  void showsHowTheyStand() throws IOException {
    models("run", "gold.products");
    assertEquals(0, models("list"), err::toString);
    String text = out.toString();
    assertTrue(text.contains("  schedule  every 1m30s\n"), text);
    assertTrue(text.contains("  schedule  on demand\n"), text);
    assertTrue(text.contains("  made      version 1 at 20"), text);
    assertTrue(text.contains("  of        coinbase_ticker_table version 1\n"), text);
    assertTrue(text.contains("  state     up to date\n"), text);
    assertTrue(text.contains("  made      never\n"), text);
    assertTrue(text.contains("  state     to be made\n"), text);

    question(
        "products", "SELECT product_id, min(price) AS top FROM coinbase_ticker_table GROUP BY 1");
    models("list");
    assertTrue(out.toString().contains("  state     changed since: its question\n"), out::toString);
  }

  @Test
  void keepsATableWithOtherColumnsUntilToldToRebuildIt() throws IOException {
    models("run");
    question("products", "SELECT product_id FROM coinbase_ticker_table");
    assertEquals(1, models("run"));
    assertTrue(err.toString().contains("--rebuild gold.products"), err::toString);
    assertEquals(2, models("run", "--rebuild"));
    assertTrue(
        err.toString().startsWith("tributary: Cannot tell what to make anew"), err::toString);
    assertEquals(0, models("run", "--rebuild", "gold.products"), err::toString);
    assertEquals(0, models("run"), err::toString);
  }

  @Test
  void saysWhoWritesThereAndWhatToDo() {
    try (Lake lake = Lake.open(tables(), InstantSource.system())) {
      assertEquals(1, models("run"));
      assertTrue(err.toString().contains("this same process is writing there"), err::toString);
      assertTrue(err.toString().contains("stop it to make others"), err::toString);
      assertEquals(0, models("list"), err::toString);
    }
  }

  @Test
  void mistakesAreFoundByValidateToo() throws IOException {
    assertEquals(0, run("validate", folder.resolve("mine.yaml").toString()), err::toString);
    assertTrue(
        out.toString().endsWith("Valid models: gold.products, gold.prices\n"), out::toString);
    question("prices", "SELECT\n  now() AS t");
    assertEquals(2, run("validate", folder.resolve("mine.yaml").toString()));
    assertTrue(
        err.toString().contains("sql/prices.sql:2:3: error: Cannot use now() here"), err::toString);
    assertEquals(2, models("run"));
    assertEquals(2, run("models"));
  }

  /** A model has sources where others have a ledger. */
  @Test
  void otherCommandsLiveWithTables() {
    models("run");
    assertEquals(0, run("status", "--data", "data"), err::toString);
    assertTrue(out.toString().contains("model of coinbase_ticker_table version 1"), out::toString);
    assertEquals(0, run("sql", "SELECT top FROM gold.products", "--data", "data"), err::toString);
    assertTrue(out.toString().contains("0.00000007"), out::toString);
    run("ledger", folder.resolve("mine.yaml").toString(), "--data", "data");
    assertEquals("", err.toString());
  }
}
