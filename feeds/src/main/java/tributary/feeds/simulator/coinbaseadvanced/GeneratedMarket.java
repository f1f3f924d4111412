package tributary.feeds.simulator.coinbaseadvanced;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.source.FrameSource;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.TradeWalk;
import tributary.feeds.simulator.source.Trading;

/**
 * A market made from a seed: a ticker per trade, its trades in batches of 250 ms per product, and a
 * heartbeat per second. Where a frame has its number stands 0, until a connection numbers it.
 */
final class GeneratedMarket implements FrameSource {
  private static final long BATCH_NANOS = 250_000_000;
  private static final long SECOND_NANOS = 1_000_000_000;

  /** From the trade to its frame, and from the frame to its receipt. */
  private static final long WAY_NANOS = 1_000_000;

  private static final long TRAVEL_MICROS = 5_000;
  private static final byte[] NOTHING = {};

  private record Made(byte[] frame, long nanos) {}

  private final TradeWalk walk;
  private final Frames frames = new Frames();
  private final boolean hasTickers;
  private final boolean hasTrades;
  private final Deque<Made> made = new ArrayDeque<>();
  private final Map<String, List<String>> batch = new LinkedHashMap<>();
  private long nextBatchNanos;
  private long nextBeatNanos;
  private long beats;
  private long lastNanos;
  private Made current = new Made(NOTHING, 0);

  GeneratedMarket(Feed request, Trading trading) {
    this.walk = new TradeWalk(request.products(), trading);
    this.hasTickers = request.channels().stream().anyMatch(name -> name.startsWith("ticker"));
    this.hasTrades = request.channels().contains("market_trades");
  }

  @Override
  public boolean advance() {
    while (made.isEmpty()) {
      if (walk.advance()) {
        passTime(walk.eventNanos());
        trade();
      } else if (batch.isEmpty()) {
        return false;
      } else {
        flush(nextBatchNanos);
      }
    }
    current = made.remove();
    return true;
  }

  private void passTime(long now) {
    if (nextBeatNanos == 0) {
      nextBeatNanos = (now / SECOND_NANOS + 1) * SECOND_NANOS;
      nextBatchNanos = (now / BATCH_NANOS + 1) * BATCH_NANOS;
    }
    while (Math.min(nextBeatNanos, nextBatchNanos) <= now) {
      if (nextBatchNanos <= nextBeatNanos) {
        flush(nextBatchNanos);
        nextBatchNanos += BATCH_NANOS;
      } else {
        long nanos = stamp(nextBeatNanos);
        made.add(new Made(frames.heartbeat(nanos, ++beats), nanos));
        nextBeatNanos += SECOND_NANOS;
      }
    }
  }

  /** One frame per product, the newest trade first. */
  private void flush(long at) {
    batch.forEach(
        (product, trades) -> {
          long nanos = stamp(at);
          made.add(new Made(frames.trades(nanos, trades), nanos));
        });
    batch.clear();
  }

  private void trade() {
    Instrument traded = walk.last();
    if (hasTickers) {
      long nanos = stamp(walk.eventNanos() + WAY_NANOS);
      made.add(new Made(frames.ticker(nanos, traded), nanos));
    }
    if (hasTrades) {
      batch
          .computeIfAbsent(traded.product(), product -> new ArrayList<>())
          .add(0, frames.trade(walk.eventMicros(), traded));
    }
  }

  /** No two frames have the same, and none an earlier one than that before it. */
  private long stamp(long nanos) {
    lastNanos = Math.max(nanos, lastNanos + 1_003);
    return lastNanos;
  }

  @Override
  public byte[] array() {
    return current.frame();
  }

  @Override
  public int length() {
    return current.frame().length;
  }

  @Override
  public long receivedMicros() {
    return current.nanos() / 1_000 + TRAVEL_MICROS;
  }

  @Override
  public Optional<List<String>> products() {
    return Optional.of(walk.instruments().stream().map(Instrument::product).toList());
  }

  @Override
  public void close() {}
}
