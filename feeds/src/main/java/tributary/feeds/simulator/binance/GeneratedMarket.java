package tributary.feeds.simulator.binance;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.TradeWalk;
import tributary.feeds.simulator.source.Trading;

/**
 * A market made from a seed: for each trade a frame of each stream that is asked for, the ticker
 * with the first trade of a second only. Trade ids rise by one per product. The same arguments make
 * the same frames, byte by byte, for ever. For one thread.
 */
final class GeneratedMarket implements FrameSource {
  private static final long TRAVEL_MICROS = 5_000;
  private static final long SECOND_MICROS = 1_000_000;

  /** In the order in which a trade's frames are sent. */
  private static final List<String> STREAMS = List.of("trade", "bookTicker", "ticker");

  private final TradeWalk walk;
  private final Set<String> asked;
  private final Map<String, Streams> streams = new HashMap<>();
  private final Map<String, Long> tickerSeconds = new HashMap<>();
  private final FrameBuffer frame = new FrameBuffer();
  private int next = STREAMS.size();

  /**
   * @throws IllegalArgumentException if there is no product, or no channel that it can make
   */
  GeneratedMarket(Feed request, Trading trading) {
    if (Collections.disjoint(STREAMS, request.channels())) {
      throw new IllegalArgumentException(
          "Cannot simulate channels %s of binance (known: %s)"
              .formatted(request.channels(), String.join(", ", STREAMS)));
    }
    this.walk = new TradeWalk(request.products(), trading);
    this.asked = Set.copyOf(request.channels());
  }

  @Override
  public boolean advance() {
    while (true) {
      if (next == STREAMS.size()) {
        if (!walk.advance()) {
          return false;
        }
        next = 0;
      }
      String stream = STREAMS.get(next++);
      if (asked.contains(stream) && write(stream, walk.last())) {
        return true;
      }
    }
  }

  private boolean write(String stream, Instrument product) {
    long millis = walk.eventMicros() / 1_000;
    Streams of = streams.computeIfAbsent(product.product(), Streams::new);
    switch (stream) {
      case "trade" -> of.trade(product, millis, frame);
      case "bookTicker" -> of.bookTicker(product, frame);
      default -> {
        Long second = walk.eventMicros() / SECOND_MICROS;
        if (second.equals(tickerSeconds.put(product.product(), second))) {
          return false;
        }
        of.ticker(product, millis, frame);
      }
    }
    return true;
  }

  @Override
  public byte[] array() {
    return frame.array();
  }

  @Override
  public int length() {
    return frame.length();
  }

  @Override
  public long receivedMicros() {
    return walk.eventMicros() + TRAVEL_MICROS;
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.of(walk.instruments().stream().map(Instrument::product).toList());
  }

  @Override
  public void close() {}
}
