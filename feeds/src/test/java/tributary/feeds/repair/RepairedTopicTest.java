package tributary.feeds.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tributary.core.frame.FrameHeader;
import tributary.core.frame.FrameOrigin;
import tributary.core.spec.Feed;
import tributary.feeds.Await;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.publish.Broker;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;
import tributary.feeds.simulator.http.HttpScript;
import tributary.feeds.simulator.rest.BookedSource;
import tributary.feeds.simulator.rest.RestSimulator;
import tributary.feeds.simulator.rest.RestVenues;
import tributary.feeds.simulator.rest.TradeBook;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;

/**
 * A topic that lost frames on their way, a real broker, and the venue's REST API over a socket: in
 * the end the topic has every trade once, the repaired ones as the venue would have sent them.
 */
@Timeout(90)
@SuppressWarnings("NullAway") // Kafka is not annotated
class RepairedTopicTest {
  private static final String TOPIC = "repaired";
  private static final int FRAMES = 6_000;
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final InstantSource WALL = InstantSource.fixed(START.plus(Duration.ofMinutes(20)));

  /** By product and trade id, what was sent and what of it was lost on the way. */
  private final Map<String, byte[]> sent = new HashMap<>();

  private final Map<String, byte[]> lost = new HashMap<>();
  private final TradeBook book = new TradeBook(FRAMES);

  @Test
  void hasEveryTradeOnceAndTheMissingOnesAsTheVenueWouldHaveSentThem(@TempDir Path folder)
      throws Exception {
    Feed request = new Feed("coinbase-exchange", List.of("BTC-USD", "ETH-USD"), List.of("ticker"));
    RestBackfill backfill = new Hurried(new CoinbaseExchange().backfill(request).orElseThrow());
    try (Broker broker = new Broker(folder);
        TopicGaps log = topic(broker);
        Publisher feed = Publisher.to(TOPIC, broker.client(), System::nanoTime);
        Publisher own = Publisher.to(TOPIC, broker.client(), System::nanoTime);
        RestSimulator venue =
            new RestSimulator(
                RestVenues.coinbase(book), List.of(), HttpScript.NONE, System::nanoTime)) {
      publishWithLosses(request, feed);
      RepairSettings settings =
          RepairSettings.DEFAULT.withPauses(
              Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofSeconds(20));
      Repairer repairer =
          new Repairer(
              new RepairTarget("coinbase-exchange", backfill, venue.start(), Secrets.NONE),
              settings,
              log,
              own,
              WALL,
              System::nanoTime,
              new SplittableRandom(1));
      repairer.start();
      Await.until(
          () -> repairer.status().gapsRepaired() > 0 && repairer.status().gapsOpen() == 0,
          repairer::status);
      repairer.close();
      log.get();
      assertEquals(lost.size(), repairer.status().framesPublished());
      assertEquals(0, own.status().refused());
      check(log.records());
    }
  }

  private static TopicGaps topic(Broker broker) throws Exception {
    try (Admin admin = Admin.create(broker.client())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    return new TopicGaps(TOPIC, broker.client(), micros(START));
  }

  /** Loses about one frame in fifty, and all of a stretch longer than a page. */
  private void publishWithLosses(Feed request, Publisher feed) {
    SplittableRandom random = new SplittableRandom(7);
    GeneratedMarket market =
        new GeneratedMarket(7, request.products(), 100, InstantSource.fixed(START), FRAMES);
    try (FrameSource source = BookedSource.coinbase(market, book)) {
      for (int i = 0; source.advance(); i++) {
        byte[] frame = Arrays.copyOf(source.array(), source.length());
        boolean isEnd = i < 100 || i >= FRAMES - 100;
        boolean isLost = !isEnd && (random.nextInt(50) == 0 || i >= 1_000 && i < 3_500);
        sent.put(key(market.product(), frame), frame);
        if (isLost) {
          lost.put(key(market.product(), frame), frame);
        } else {
          feed.publish(market.product(), frame, source.receivedMicros());
        }
      }
    }
    assertTrue(feed.flush(Duration.ofSeconds(30)));
    assertTrue(lost.size() > 2_500);
  }

  private void check(List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
    assertEquals(FRAMES, records.size());
    for (ConsumerRecord<byte[], byte[]> next : records) {
      String key = new String(next.key(), UTF_8) + " " + TopicGaps.id(next);
      byte[] original = sent.remove(key);
      Header origin = next.headers().lastHeader(FrameOrigin.HEADER);
      if (lost.containsKey(key)) {
        assertEquals("backfill", new String(origin.value(), UTF_8));
        assertEquals(micros(WALL.instant()), receivedAt(next));
        assertEquals(offeredByRest(fields(original)), fields(next.value()));
      } else {
        assertNull(origin, key);
        assertEquals(new String(original, UTF_8), new String(next.value(), UTF_8));
      }
    }
    assertEquals(Map.of(), sent, "each once");
  }

  private static Map<String, String> offeredByRest(Map<String, String> ticker) {
    Map<String, String> offered = new LinkedHashMap<>(ticker);
    offered
        .keySet()
        .retainAll(List.of("type", "product_id", "price", "side", "time", "trade_id", "last_size"));
    return offered;
  }

  private static Map<String, String> fields(byte[] frame) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(frame)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        fields.put(name, parser.nextToken() + " " + parser.getText());
      }
    }
    return fields;
  }

  private static String key(String product, byte[] frame) {
    String text = new String(frame, UTF_8);
    int from = text.indexOf("\"trade_id\":") + 11;
    return product + " " + text.substring(from, text.indexOf(',', from));
  }

  private static long receivedAt(ConsumerRecord<byte[], byte[]> frame) {
    return FrameHeader.decodeMicros(
        frame.headers().lastHeader(FrameHeader.RECEIVED_AT).value(), -1);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
