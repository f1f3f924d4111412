package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.broker.EmbeddedBroker;
import tributary.core.spec.Pipeline;

/** The checker of the other tests finds every fault that is planted. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ExactnessTest {
  private static final String KEPT =
      "SELECT * FROM $file WHERE kafka_offset != (SELECT min(kafka_offset) FROM $file)";

  @RegisterExtension final Scene scene = new Scene();

  private final Pipeline pipeline = Pipelines.coinbase();

  @Test
  void findsPlantedFaults() throws Exception {
    scene.runUntilDone(new Market(3, 2_000, 2)).expect(0);

    try (EmbeddedBroker broker =
        EmbeddedBroker.start(scene.data().resolve("kafka"), Assertions::fail)) {
      String bootstrap = broker.bootstrap();
      assertEquals(List.of(), differences(bootstrap));
      finds("coinbase_bronze", KEPT, "lacks offset", bootstrap);
      finds(
          "coinbase_bronze", replacing("payload", "payload || '\\x20'::blob"), "holds", bootstrap);
      finds("coinbase_bronze", replacing("kafka_key", "'other'::BLOB"), "holds", bootstrap);
      finds("coinbase_ticker_table", KEPT, "lacks offset", bootstrap);
      finds("coinbase_ticker_table", replacing("price", "price + 0.00000001"), "holds", bootstrap);
      finds("coinbase_ticker_table", doubled(), "holds offset", bootstrap);
      finds("coinbase_quarantine", KEPT, "lacks offset", bootstrap);
      finds("price_1m", replacing("avg_price", "avg_price + 0.000000000001"), "holds", bootstrap);
      finds("candles_1m", replacing("revision", "revision + 1"), "holds", bootstrap);
      finds("candles_1m", replacing("is_complete", "NOT is_complete"), "holds", bootstrap);
      finds("candles_1m", "SELECT * FROM $file LIMIT 1", "lacks", bootstrap);
      finds("candles_1d", replacing("volume", "volume + 0.00000001"), "holds", bootstrap);
    }
  }

  /** All rows, with another value in the first one. */
  private static String replacing(String column, String value) {
    return "SELECT * REPLACE (CASE WHEN row_number() OVER () = 1 THEN %s ELSE %s END::%s AS %s) FROM $file"
        .formatted(value, column, type(column), column);
  }

  private static String type(String column) {
    return switch (column) {
      case "payload", "kafka_key" -> "BLOB";
      case "price" -> "DECIMAL(18,8)";
      case "avg_price" -> "DECIMAL(22,12)";
      default -> "BIGINT";
    };
  }

  private static String doubled() {
    return "SELECT * FROM $file UNION ALL (SELECT * FROM $file LIMIT 1)";
  }

  private void finds(String table, String tampering, String finding, String bootstrap)
      throws Exception {
    try (Tampering tampered = Tampering.with(scene.data(), table, tampering)) {
      List<String> differences = differences(bootstrap);

      assertTrue(
          differences.stream().anyMatch(each -> each.contains(table) && each.contains(finding)),
          () -> "%s by %s gave %s".formatted(table, tampering, differences));
    }
  }

  private List<String> differences(String bootstrap) throws Exception {
    TickerJudge judge = new TickerJudge(pipeline);
    return Exactness.check(scene.data(), pipeline, judge, bootstrap).differences();
  }
}
