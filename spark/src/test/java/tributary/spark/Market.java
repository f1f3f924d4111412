package tributary.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.Frame;
import tributary.core.frame.FrameHeader;

/**
 * Frames of three products, each with a partition of its own, and all that goes wrong at a venue:
 * rejects, duplicates, trades that come late, some of them by a partition that lags behind.
 */
final class Market {
  private static final int FRAMES = 40;

  /** Places in a round. */
  private static final int REJECT = 0;

  private static final int DUPLICATE = 1;
  private static final int HEARTBEAT = 2;
  private static final int LATE = 3;

  private static final Instant START = Instant.parse("2026-07-31T22:59:58.999999Z");
  private static final List<String> PRODUCTS = List.of("BTC-USD", "ETH-USD", "ADA-USD");

  private final Random random;
  private final Tickers tickers;
  private final Frame frame = new Frame();
  private final long[] offsets = new long[PRODUCTS.size() + 1];
  private final List<List<byte[]>> sent = new ArrayList<>();
  private long micros = ChronoUnit.MICROS.between(Instant.EPOCH, START);

  Market(long seed) {
    random = new Random(seed);
    tickers = new Tickers(random);
    PRODUCTS.forEach(product -> sent.add(new ArrayList<>()));
  }

  /**
   * Hands over about 40 seconds of the market; among its frames are a reject, a duplicate of any
   * age, a trade that comes 15 to 40 minutes late, and a heartbeat.
   */
  void round(Consumer<Frame> sink) {
    for (int i = 0; i < FRAMES; i++) {
      int product = random.nextInt(PRODUCTS.size());
      micros += 1 + random.nextInt(2_000_000);
      boolean lags = i == LATE && random.nextBoolean();
      fill(lags ? PRODUCTS.size() : product, PRODUCTS.get(product), value(i, product));
      sink.accept(frame);
    }
  }

  private byte @Nullable [] value(int number, int product) {
    List<byte[]> before = sent.get(product);
    if (number == REJECT) {
      return tickers.reject();
    }
    if (number == DUPLICATE && !before.isEmpty()) {
      return before.get(random.nextInt(before.size()));
    }
    if (number == HEARTBEAT) {
      return tickers.heartbeat(PRODUCTS.get(product), micros);
    }
    long late = number == LATE ? 900_000_000L + random.nextInt(1_500_000_000) : 0;
    byte[] ticker = tickers.ticker(PRODUCTS.get(product), micros - late);
    before.add(ticker);
    return ticker;
  }

  private void fill(int partition, String product, byte @Nullable [] value) {
    frame.partition = partition;
    frame.offset = offsets[partition]++;
    frame.kafkaMicros = micros / 1_000 * 1_000 + 2_000;
    frame.receivedMicros = micros + 1_234;
    frame.key = random.nextInt(5) == 0 ? null : product.getBytes(UTF_8);
    frame.value = value;
    frame.headers.clear();
    if (random.nextInt(10) > 0) {
      frame.headers.add(FrameHeader.RECEIVED_AT, FrameHeader.encodeMicros(frame.receivedMicros));
    }
    if (random.nextInt(4) == 0) {
      frame.headers.add("empty", new byte[0]);
      frame.headers.add("none", null);
    }
  }
}
