package tributary.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.app.models.Outcome.Made;
import tributary.app.models.Outcome.Unchanged;
import tributary.app.models.Outcome.UpToDate;
import tributary.lake.Snapshot;

class MakerTest {
  private static final String PRICES =
      "SELECT * FROM (VALUES ('btc', 1.50::DECIMAL(18,8)), ('eth', 2), ('btc', 3)) AS p(coin, price)";
  private static final String HIGHEST =
      "SELECT coin, max(price) AS highest FROM silver.prices GROUP BY coin";

  @TempDir Path folder;
  private SmallLake lake;
  private Maker maker;

  @BeforeEach
  void open() {
    lake = new SmallLake(folder).add("silver.prices", PRICES).model("gold.highest", HIGHEST);
    maker = lake.maker();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private Outcome make(String table) {
    return maker.make(lake.file(table));
  }

  private List<String> highest() {
    return lake.ask("FROM gold.highest ORDER BY coin");
  }

  private String failure(String table) {
    return String.valueOf(assertThrows(ModelException.class, () -> make(table)).getMessage());
  }

  @Test
  void makesATableInOneCommitThatSaysOfWhat() {
    assertEquals(new Made(1, 2), make("gold.highest"));

    assertEquals(List.of("btc,3.00000000", "eth,2.00000000"), highest());
    Snapshot table = lake.catalog().snapshot("gold.highest");
    var sources = table.model().orElseThrow();
    assertEquals(lake.file("gold.highest").sha256(), sources.sqlSha256());
    assertEquals(List.of("silver.prices"), List.copyOf(sources.versions().keySet()));
    assertEquals(
        lake.catalog().snapshot("silver.prices").version(),
        sources.versions().values().iterator().next().number());
  }

  @Test
  void isNotEvenAskedAgainWhereNothingChanged() {
    make("gold.highest");

    assertEquals(new UpToDate(), make("gold.highest"));
    assertEquals(new UpToDate(), lake.maker().make(lake.file("gold.highest")));
    assertEquals(2, lake.catalog().history("gold.highest").size());
  }

  @Test
  void takesInWhatItsSourcesGot() {
    make("gold.highest");
    lake.add("silver.prices", "SELECT 'eth' AS coin, 9::DECIMAL(18,8) AS price");

    assertEquals(new Made(2, 2), make("gold.highest"));
    assertEquals(List.of("btc,3.00000000", "eth,9.00000000"), highest());
  }

  @Test
  void commitsNothingWhereTheAnswerIsTheSame() {
    make("gold.highest");
    lake.add("silver.prices", "SELECT 'eth' AS coin, 1::DECIMAL(18,8) AS price");

    assertEquals(new Unchanged(2), make("gold.highest"));
    assertEquals(new UpToDate(), make("gold.highest"), "it remembers that it asked");
    assertEquals(2, lake.catalog().history("gold.highest").size());
  }

  @Test
  void makesItAnewForAnotherQuestionWithTheSameColumns() {
    make("gold.highest");
    lake.model("gold.highest", HIGHEST.replace("max", "min"));

    assertEquals(new Made(2, 2), make("gold.highest"));
    assertEquals(List.of("btc,1.50000000", "eth,2.00000000"), highest());
  }

  @Test
  void refusesOtherColumnsUntilToldToRebuild() {
    make("gold.highest");
    lake.model("gold.highest", HIGHEST.replace("AS highest", "AS most"));

    String refused = failure("gold.highest");
    assertTrue(refused.contains("no most, highest decimal(18,8) besides"), refused);
    assertTrue(refused.endsWith("models run small --rebuild gold.highest"), refused);
    assertEquals(List.of("btc,3.00000000", "eth,2.00000000"), highest());

    assertEquals(new Made(1, 2), maker.rebuild(lake.file("gold.highest")));
    assertEquals(List.of("3.00000000"), lake.ask("SELECT max(most) FROM gold.highest"));
    assertTrue(Files.isDirectory(folder.resolve("tables/.replaced/gold.highest-1")));
    assertEquals(new UpToDate(), make("gold.highest"));
  }

  @Test
  void leavesTheOldTableWhereARebuildCannotBeAnswered() {
    make("gold.highest");
    lake.model("gold.highest", "SELECT nothing FROM silver.prices");

    assertThrows(ModelException.class, () -> maker.rebuild(lake.file("gold.highest")));
    assertEquals(List.of("btc,3.00000000", "eth,2.00000000"), highest());
  }

  @Test
  void makesModelsOfModelsAndKnowsOneThatWasMadeAnew() {
    lake.model("gold.count", "SELECT count(*) AS n FROM gold.highest");
    make("gold.highest");
    assertEquals(new Made(1, 1), make("gold.count"));
    assertEquals(new UpToDate(), make("gold.count"));

    lake.model("gold.highest", HIGHEST + " HAVING coin = 'btc'");
    lake.model("gold.count", "SELECT count(*) AS n FROM gold.highest");
    assertEquals(new Made(1, 1), maker.rebuild(lake.file("gold.highest")));
    assertEquals(new Made(2, 1), make("gold.count"), "the same version number, another table");
    assertEquals(List.of("1"), lake.ask("FROM gold.count"));
  }

  @Test
  void findsNoTableButThoseThatItNames() {
    lake.add("secret", "SELECT 1 AS x");
    lake.model("gold.sly", "SELECT * FROM query_table('secret')");

    assertTrue(failure("gold.sly").contains("secret"));
    lake.model("gold.sly", "SELECT * FROM query('FROM gold.sly')");
    assertTrue(failure("gold.sly").contains("gold"));
  }

  @Test
  void takesNoTableThatNoModelMade() {
    lake.add("other", PRICES).close();
    lake = new SmallLake(folder).model("other", HIGHEST);
    maker = lake.maker();
    assertTrue(failure("other").startsWith("Cannot write to table other: "));
    lake.model("other", "SELECT coin, price FROM silver.prices");
    assertTrue(failure("other").startsWith("Cannot make table other by a model: "));
    assertThrows(RuntimeException.class, () -> maker.rebuild(lake.file("other")));
    assertEquals(List.of("3"), lake.ask("SELECT count(*) FROM other"));
  }

  @Test
  void saysWhereAMistakeStands() {
    lake.model("gold.wrong", "SELECT coin,\n  prize\nFROM silver.prices");
    String wrong = failure("gold.wrong");
    assertTrue(wrong.contains("models/gold.wrong.sql:2:3: error: Binder Error"), wrong);
    assertTrue(wrong.endsWith("    2 |   prize%n          ^".formatted()), wrong);

    lake.model("gold.wrong", "SELECT *\nFROM silver.prises");
    String missing = failure("gold.wrong");
    assertTrue(
        missing.contains(
            "gold.wrong.sql:2:6: error: Cannot find table silver.prises. Tables: silver.prices"),
        missing);
    assertEquals(List.of("silver.prices"), lake.catalog().tables());
  }

  @Test
  void showsHowATableStands() {
    Standing never = Standing.of(lake.file("gold.highest"), lake.catalog());
    assertTrue(never.table().isEmpty() && never.changes().isEmpty());

    make("gold.highest");
    assertEquals(List.of(), Standing.of(lake.file("gold.highest"), lake.catalog()).changes());

    lake.add("silver.prices", PRICES).model("gold.highest", HIGHEST + " -- all");
    assertEquals(
        List.of("its question", "silver.prices 1 -> 2"),
        Standing.of(lake.file("gold.highest"), lake.catalog()).changes());

    lake.model("gold.highest", "FROM absent");
    assertEquals(
        List.of("Cannot find table absent. Tables: silver.prices"),
        Standing.of(lake.file("gold.highest"), lake.catalog()).changes());
  }
}
