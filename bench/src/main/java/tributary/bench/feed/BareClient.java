package tributary.bench.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import tributary.bench.market.BenchTopic;
import tributary.core.spec.Feed;
import tributary.feeds.coinbaseexchange.CoinbaseExchange;
import tributary.feeds.venue.Access;
import tributary.feeds.venue.Secrets;

/**
 * The least that receives: the JDK's WebSocket client, which drops the messages or gives them to a
 * Kafka producer with the settings of the feed's. No reconnect, no watch, no counters but one.
 */
final class BareClient implements Client {
  private static final String PRODUCT = "\"product_id\":\"";

  private final AtomicLong frames = new AtomicLong();
  private final @Nullable KafkaProducer<byte[], byte[]> producer;
  private final List<WebSocket> sockets = new ArrayList<>();

  private BareClient(Load load, @Nullable KafkaProducer<byte[], byte[]> producer) {
    this.producer = producer;
    CoinbaseExchange venue = new CoinbaseExchange();
    Access access = new Access(Secrets.NONE, InstantSource.system(), new java.util.Random(1));
    HttpClient client = HttpClient.newHttpClient();
    for (Feed part : load.parts(load.request())) {
      WebSocket socket =
          client.newWebSocketBuilder().buildAsync(load.server(), new Listener()).join();
      sockets.add(socket);
      venue.subscribeFrames(part, access).forEach(frame -> socket.sendText(frame, true).join());
    }
  }

  static Client dropping(Load load) {
    return new BareClient(load, null);
  }

  static Client producing(Load load) {
    Properties settings = new Properties();
    settings.putAll(BenchTopic.client(load.bootstrap()));
    settings.put("linger.ms", 2);
    settings.put("compression.type", "lz4");
    settings.put("batch.size", 128 << 10);
    settings.put("buffer.memory", 64L << 20);
    settings.put("acks", "all");
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new BareClient(load, new KafkaProducer<>(settings, bytes, bytes));
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      if (producer != null) {
        produce(producer, part, last);
      }
      if (last) {
        frames.incrementAndGet();
      }
      from.request(1);
      return null;
    }

    private void produce(KafkaProducer<byte[], byte[]> to, CharSequence part, boolean last) {
      if (!last || parts.length() > 0) {
        parts.append(part);
      }
      if (last) {
        send(to, parts.length() > 0 ? parts.toString() : part.toString());
        parts.setLength(0);
      }
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      System.err.println("Cannot go on: " + failure);
      System.exit(1);
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String text) {
    long received = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    int from = text.indexOf(PRODUCT) + PRODUCT.length();
    byte[] key = text.substring(from, text.indexOf('"', from)).getBytes(UTF_8);
    producer.send(
        new ProducerRecord<>(BenchTopic.NAME, key, text.getBytes(UTF_8)),
        (metadata, failure) -> {
          if (failure == null) {
            AckWatch.record(received);
          }
        });
  }

  @Override
  public long frames() {
    return frames.get();
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
    if (producer != null) {
      producer.close();
    }
  }
}
