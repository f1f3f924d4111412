package tributary.bench.market;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import tributary.app.broker.TopicState;
import tributary.app.broker.Topics;
import tributary.core.spec.Commit;
import tributary.core.spec.Pipeline;
import tributary.core.spec.PipelineReader;
import tributary.core.spec.Topic;
import tributary.feeds.publish.PublishStatus;
import tributary.feeds.publish.Publisher;
import tributary.feeds.simulator.coinbaseexchange.GeneratedMarket;

/** The topic of the measurements, and the pipeline that reads it. */
public final class BenchTopic {
  public static final String NAME = "bench.ticker";
  public static final int PARTITIONS = 4;

  /** Two of them in each partition. */
  public static final List<String> PRODUCTS =
      List.of(
          "BTC-USD", "ETH-USD", "ADA-USD", "SOL-USD", "DOGE-USD", "DOT-USD", "BCH-USD", "AVAX-USD");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_FLUSH = Duration.ofMinutes(2);

  private BenchTopic() {}

  /**
   * A pipeline of Coinbase's tickers, which stays as it is whatever becomes of the ready-made one,
   * reading this topic.
   *
   * @param home where {@code bench/} lies
   */
  public static Pipeline pipeline(Path home) {
    Pipeline coinbase = PipelineReader.read(home.resolve("bench").resolve("tickers.yaml"));
    return new Pipeline(
        "bench",
        null,
        new Topic(NAME, PARTITIONS),
        coinbase.commit(),
        coinbase.bronze(),
        coinbase.quarantine(),
        coinbase.silver(),
        coinbase.gold());
  }

  /** The same pipeline with commits at other times. */
  public static Pipeline committing(Pipeline it, Commit commit) {
    return new Pipeline(
        it.name(),
        it.feed(),
        it.topic(),
        commit,
        it.bronze(),
        it.quarantine(),
        it.silver(),
        it.gold());
  }

  /** What a client needs to reach the broker. */
  public static Map<String, Object> client(String bootstrap) {
    return Map.of("bootstrap.servers", bootstrap);
  }

  /** Makes the topic. */
  public static void create(String bootstrap) {
    try (Topics topics = Topics.connect(client(bootstrap), "the broker under load", PATIENCE)) {
      topics.ensure(NAME, PARTITIONS);
    }
  }

  /** The next offset of each partition. */
  public static long[] ends(String bootstrap) {
    try (Topics topics = Topics.connect(client(bootstrap), "the broker under load", PATIENCE)) {
      return topics.describe(NAME).orElseThrow().partitions().stream()
          .mapToLong(TopicState.Partition::end)
          .toArray();
    }
  }

  /** A publisher to the topic, the one that feeds use. */
  public static Publisher publisher(String bootstrap, LongSupplier nanoClock) {
    Properties client = new Properties();
    client.putAll(client(bootstrap));
    return Publisher.to(NAME, client, nanoClock);
  }

  /** A market of the {@link #PRODUCTS}. */
  public static GeneratedMarket market(long seed, double rate, Instant start, long frames) {
    return new GeneratedMarket(seed, PRODUCTS, rate, () -> start, frames);
  }

  /** Publishes all that is left of the market. */
  public static void fill(Publisher publisher, GeneratedMarket market) {
    while (market.advance()) {
      publish(publisher, market);
    }
    settle(publisher);
  }

  /** Publishes the frame at which the market stands. */
  public static void publish(Publisher publisher, GeneratedMarket market) {
    publisher.publish(
        market.product(), Arrays.copyOf(market.array(), market.length()), market.receivedMicros());
  }

  /** Waits until all that was published is in the topic. */
  public static void settle(Publisher publisher) {
    boolean settled = publisher.flush(LONGEST_FLUSH);
    PublishStatus status = publisher.status();
    if (!settled || status.refused() > 0) {
      throw new IllegalStateException("Cannot fill the topic: " + status);
    }
  }
}
