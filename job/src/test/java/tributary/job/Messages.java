package tributary.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;

/**
 * Tickers of a generated market as a bad line brings them: some late, by seconds or by more than
 * windows wait, some twice, some broken, some lost, with frames between them that are no tickers.
 * The same seed gives the same messages. Each product keeps to its own partition.
 */
final class Messages {
  static final int PARTITIONS = 4;

  private static final List<String> PRODUCTS =
      List.of(
          "BTC-USD", "ETH-USD", "ADA-USD", "SOL-USD", "DOGE-USD", "DOT-USD", "BCH-USD", "AVAX-USD");

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MARKET_SECONDS = 3_600;
  private static final byte[] CONTROL =
      "{\"type\":\"subscriptions\",\"channels\":[]}".getBytes(UTF_8);
  private static final int MOST_REPEATABLE = 5_000;

  /**
   * A record to be.
   *
   * @param due when to send it, in ticks of the market
   */
  record Message(int partition, String product, byte[] value, long receivedMicros, long due) {}

  private final SplittableRandom random;
  private final GeneratedMarket market;
  private final int count;
  private final PriorityQueue<Message> heldBack =
      new PriorityQueue<>((a, b) -> Long.compare(a.due(), b.due()));
  private final Deque<Message> ready = new ArrayDeque<>();
  private final List<Message> sent = new ArrayList<>();
  private long tick;
  private int taken;

  /** So many of them. */
  Messages(long seed, int count) {
    this.random = new SplittableRandom(seed);
    this.count = count;
    double rate = Math.max(1, count / (double) MARKET_SECONDS);
    this.market =
        new GeneratedMarket(seed, PRODUCTS, rate, InstantSource.fixed(START), Long.MAX_VALUE);
  }

  boolean hasNext() {
    return taken < count;
  }

  Message next() {
    while (ready.isEmpty()) {
      trade();
    }
    taken++;
    return ready.poll();
  }

  private void trade() {
    tick++;
    market.advance();
    while (!heldBack.isEmpty() && heldBack.peek().due() <= tick) {
      Message late = heldBack.poll();
      ready.add(of(late.product(), late.value(), tick));
    }
    byte[] ticker = Arrays.copyOf(market.array(), market.length());
    Message message = of(market.product(), ticker, tick);
    int dice = random.nextInt(1_000);
    if (dice < 10) {
      hold(message, count / 100);
    } else if (dice < 12) {
      hold(message, count / 3);
    } else if (dice >= 13) {
      send(message);
    }
    if (dice >= 960) {
      ready.add(extra(message, dice));
    }
  }

  private void send(Message message) {
    ready.add(message);
    if (sent.size() < MOST_REPEATABLE) {
      sent.add(message);
    } else {
      sent.set(random.nextInt(MOST_REPEATABLE), message);
    }
  }

  private void hold(Message message, int most) {
    long due = tick + 1 + random.nextInt(Math.max(1, most));
    heldBack.add(of(message.product(), message.value(), due));
  }

  private Message extra(Message message, int dice) {
    if (dice >= 990) {
      return of(message.product(), CONTROL, tick);
    }
    if (dice >= 980) {
      int length = random.nextInt(message.value().length);
      return of(message.product(), Arrays.copyOf(message.value(), length), tick);
    }
    Message twice = sent.isEmpty() ? message : sent.get(random.nextInt(sent.size()));
    return of(twice.product(), twice.value(), tick);
  }

  private Message of(String product, byte[] value, long due) {
    return new Message(
        PRODUCTS.indexOf(product) % PARTITIONS, product, value, market.receivedMicros(), due);
  }
}
