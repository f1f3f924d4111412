package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.lake.Catalog;
import tributary.lake.CommitInfo;

/** All that looks at tables, over those of a shipped pipeline that keeps them in Iceberg. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class IcebergToolsTest {
  private static final int FRAMES = 12;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void readTheTablesAsTheyAreAndWere() throws Exception {
    scene
        .runUntilDone(
            "coingecko",
            "--simulate",
            "--seed",
            "7",
            "--frames",
            String.valueOf(FRAMES),
            "--speed",
            "max")
        .expect(0);
    assertTrue(Files.exists(scene.data().resolve("tables/iceberg.db")), "in the embedded catalog");
    Catalog catalog = Catalog.at(scene.data().resolve("tables"));

    long frames = catalog.snapshot("bronze.crypto_ticks_raw").rows();
    assertTrue(frames >= FRAMES, () -> "frames in bronze: " + frames);
    String question = "SELECT count(*) FROM bronze.crypto_ticks_raw";
    assertEquals(List.of(String.valueOf(frames)), ask(question));
    List<CommitInfo> commits = catalog.history("bronze.crypto_ticks_raw");
    CommitInfo first = commits.get(0);
    String rows = String.valueOf(catalog.asOf("bronze.crypto_ticks_raw", first.version()).rows());
    assertEquals(List.of(rows), ask(question, "--as-of", String.valueOf(first.version())));
    assertEquals(List.of(rows), ask(question, "--as-of", first.time().toString()));

    String status = tool("status").expect(0).text();
    for (String table : catalog.tables()) {
      assertTrue(status.contains(table + " "), () -> table + " is missing: " + status);
    }
    assertTrue(status.contains("model of silver.crypto_prices_clean version"), status);
    Child.Ended ledger = tool("ledger", "coingecko").expect(0);
    assertTrue(ledger.text().contains("frames " + frames + " "), ledger::toString);
    assertTrue(ledger.text().endsWith(": holds"), ledger::toString);
  }

  @Test
  void makeModelsAnewBesideTheOldOnes() throws Exception {
    scene
        .runUntilDone("coingecko", "--simulate", "--seed", "7", "--frames", "4", "--speed", "max")
        .expect(0);
    List<String> before = ask("FROM gold.dim_asset ORDER BY ALL");
    assertFalse(before.isEmpty());
    Child.Ended list = tool("models", "list", "coingecko").expect(0);
    assertEquals(
        4, list.out().stream().filter("  state     up to date"::equals).count(), list::toString);

    tool("models", "run", "coingecko", "--rebuild", "gold.dim_asset").expect(0);
    tool("models", "run", "coingecko", "--rebuild", "gold.dim_asset").expect(0);
    assertEquals(before, ask("FROM gold.dim_asset ORDER BY ALL"));
    assertFalse(tool("status").expect(0).text().contains("replaced"));
  }

  private List<String> ask(String question, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("sql", question, "--format", "csv"));
    arguments.addAll(List.of(more));
    List<String> lines = tool(arguments.toArray(String[]::new)).expect(0).out();
    return lines.subList(1, lines.size());
  }

  private Child.Ended tool(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", scene.data().toString()));
    return scene.run(all.toArray(String[]::new));
  }
}
