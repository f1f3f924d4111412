package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.spec.Pipeline;

/**
 * Those of the ten failure modes that only the whole route shows; the others are in the package
 * {@code tributary.feeds.failuremodes}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FailureModesTest {
  private static final Market MARKET = new Market(7, 4_000, 25);

  @RegisterExtension final Scene scene = new Scene();

  private final Pipeline pipeline = Pipelines.coinbase();

  @Test
  void mode3TradesDroppedWhileConnectedAreFetched() throws Exception {
    Child.Ended run = simulate("coinbase", "drop 0.3%, gap 300 at 2000");
    everyTradeIsThereAndEachGapRepaired(run);
    assertEquals("0", marks(), "the connection was up all the time");
  }

  /** Nothing there names the newest trade, so a last one that is lost would stay unknown. */
  @ParameterizedTest
  @ValueSource(strings = {"binance", "kraken"})
  void mode3TradesAreFetchedFromOtherVenuesToo(String name) throws Exception {
    Child.Ended run = simulate(name, "gap 7 at 900, gap 300 at 2000");
    String sums = run.out().get(run.out().size() - 1);
    assertTrue(sums.contains(" = silver 4,000 + quarantine 0 + "), sums);
    assertTrue(sums.endsWith(": holds"), sums);
  }

  @Test
  void mode5TradesMissedDuringAReconnectAreFetched() throws Exception {
    Child.Ended run = simulate("coinbase", "gap 40 at 2000, disconnect at 2050");
    everyTradeIsThereAndEachGapRepaired(run);
    assertEquals(Integer.toString(Market.PRODUCTS.size()), marks(), "one for each product");
  }

  /** A ticker's last one comes again upon each subscribe, and a snapshot of fifty trades. */
  @ParameterizedTest
  @ValueSource(strings = {"coinbase", "kraken"})
  void mode5WhatComesAgainAfterAReconnectIsNoSecondTrade(String name) throws Exception {
    Child.Ended run = simulate(name, "disconnect every 900");
    String sums = run.out().get(run.out().size() - 1);
    assertTrue(sums.contains(" = silver 4,000 + quarantine 0 + "), sums);
    assertTrue(sums.matches(".* \\+ duplicates [1-9].*: holds"), sums);
  }

  private Child.Ended simulate(String name, String script) throws Exception {
    List<String> arguments = new ArrayList<>(MARKET.arguments(script));
    arguments.addAll(List.of("--speed", "max"));
    return scene.runUntilDone(name, arguments.toArray(String[]::new)).expect(0);
  }

  private void everyTradeIsThereAndEachGapRepaired(Child.Ended run) throws Exception {
    try (TableFolder tables = new TableFolder(scene.data())) {
      assertEquals(
          MARKET.rows(),
          tables.all(
              pipeline.silver().table(),
              List.of("product_id", "trade_id", "price", "last_size", "side", "epoch_us(time)"),
              "product_id, trade_id"));
      assertEquals(
          List.of(List.of("repaired", "backfill", "0")),
          tables.query(
              "SELECT DISTINCT state, how, missing FROM read_parquet([%s])"
                  .formatted(tables.fileList("coinbase_gaps"))),
          run::toString);
      assertEquals(
          List.of(List.of("true", "true")),
          tables.query(
              "SELECT bool_and(is_complete), max(revision) > 0 FROM read_parquet([%s])"
                  .formatted(tables.fileList("candles_1m"))));
    }
  }

  /** How many marks of a disconnect bronze holds from before the market's last trade. */
  private String marks() throws Exception {
    try (TableFolder tables = new TableFolder(scene.data())) {
      return tables
          .query(
              """
              SELECT count(*) FROM read_parquet([%s])
              WHERE decode(payload) LIKE '{"tributary":"disconnected"%%'
                AND received_at < (SELECT max(time) FROM read_parquet([%s]))
              """
                  .formatted(
                      tables.fileList(pipeline.bronze()),
                      tables.fileList(pipeline.silver().table())))
          .get(0)
          .get(0);
    }
  }
}
