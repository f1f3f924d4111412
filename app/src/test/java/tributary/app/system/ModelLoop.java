package tributary.app.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tributary.app.models.Maker;
import tributary.app.models.ModelFile;
import tributary.app.models.Models;
import tributary.core.ledger.Ledger;
import tributary.core.rows.Field;
import tributary.core.rows.Rows;
import tributary.core.rows.Schema;
import tributary.core.rows.Type;
import tributary.core.spec.Model;
import tributary.core.spec.Pipeline;
import tributary.lake.Catalog;
import tributary.lake.GrowingTable;
import tributary.lake.Lake;

/** Grows a table and makes two models of it, one of them of the other, until it is killed. */
public final class ModelLoop {
  static final String STARTED = "making models";

  private static final Schema TICKS = new Schema(List.of(Field.required("n", new Type.BigInt())));

  private ModelLoop() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Path tables = folder.resolve("tables");
    try (Lake lake = Lake.open(tables, InstantSource.system())) {
      GrowingTable ticks = lake.growing("silver.ticks", TICKS, List.of());
      Maker maker = new Maker("loop", Catalog.at(tables), lake);
      System.out.println(STARTED);
      while (true) {
        add(ticks);
        for (ModelFile model : models(folder).all()) {
          maker.make(model);
        }
      }
    }
  }

  private static void add(GrowingTable ticks) {
    Rows rows = new Rows(TICKS);
    long next = ticks.rows();
    for (long n = next; n < next + 100; n++) {
      rows.longs(0).set(rows.open(), n);
      rows.keep();
    }
    ticks.commit(ticks.stage(rows), Ledger.empty("ticks", "id"));
  }

  /** Doubles of the ticks, and how many there are. */
  static Models models(Path folder) throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("twice.sql"), "SELECT n, 2 * n AS m FROM silver.ticks");
    Files.writeString(
        folder.resolve("count.sql"), "SELECT count(*) AS n, sum(m) AS m FROM gold.twice");
    Pipeline plain = Pipelines.coinbase();
    Pipeline pipeline =
        new Pipeline(
            plain.name(),
            plain.feed(),
            plain.topic(),
            plain.commit(),
            plain.bronze(),
            plain.quarantine(),
            plain.silver(),
            plain.gold(),
            plain.store(),
            plain.bronzeLayout(),
            plain.copies(),
            List.of(
                new Model("gold.twice", "twice.sql", Duration.ofMinutes(1)),
                new Model("gold.count", "count.sql", null)));
    return Models.read(pipeline, folder.resolve("loop.yaml"));
  }
}
