package tributary.feeds.publish;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;

/**
 * When a publisher stops to wait for a slow broker, and what it owes the stream then.
 *
 * <p>While frames have to wait for room again and again, without a second's rest, the broker is too
 * slow; when that has lasted too long, frames are given up until half of the buffer is free. Then,
 * before any other frame, each product that lost frames gets one mark. Any thread.
 */
final class Shedding {
  /** A venue could name ever new products: those beyond this many are counted, not marked. */
  private static final int MOST_PRODUCTS = 10_000;

  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TRY_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Where frames go, as far as shedding has to know it. */
  interface Room {
    /** Whether half of the buffer is free. */
    boolean isAmple();

    /** Offers a mark once. */
    boolean isTaken(String product, byte[] mark, long receivedMicros, FrameOrigin origin);
  }

  private record Loss(long frames, long lastMicros) {}

  private final long patienceNanos;
  private final LongSupplier nanos;
  private final Map<String, Loss> losses = new LinkedHashMap<>();
  private volatile boolean on;
  private boolean pressed;
  private long pressedSince;
  private long pressedUntil;
  private long nextTry;

  /**
   * @param patienceNanos how long the broker may be too slow; {@link Long#MAX_VALUE} for ever
   */
  Shedding(long patienceNanos, LongSupplier nanos) {
    this.patienceNanos = patienceNanos;
    this.nanos = nanos;
  }

  /** A frame waited for room; answers whether the waiting has lasted too long with that. */
  synchronized boolean waited(long from, long until) {
    if (!pressed || from - pressedUntil > REST_NANOS) {
      pressed = true;
      pressedSince = from;
    }
    pressedUntil = until;
    return pressedUntil - pressedSince >= patienceNanos;
  }

  /** From now on frames are given up. */
  synchronized void begin() {
    if (!on) {
      on = true;
      pressed = false;
      nextTry = nanos.getAsLong() + TRY_AGAIN_NANOS;
    }
  }

  /** A frame was given up. */
  synchronized void shed(@Nullable String key, long receivedMicros) {
    if (key != null && (losses.size() < MOST_PRODUCTS || losses.containsKey(key))) {
      losses.merge(
          key,
          new Loss(1, receivedMicros),
          (before, now) -> new Loss(before.frames() + 1, now.lastMicros()));
    }
  }

  /** Whether frames are being given up. Looks now and then whether that can end. */
  boolean isOn(Room room) {
    return on && isStillOn(room);
  }

  private synchronized boolean isStillOn(Room room) {
    long now = nanos.getAsLong();
    if (on && now - nextTry >= 0) {
      nextTry = now + TRY_AGAIN_NANOS;
      on = !room.isAmple() || !areMarked(room);
    }
    return on;
  }

  /** Marks what is still owed, as far as there is room. */
  synchronized void settle(Room room) {
    if (on) {
      on = !areMarked(room);
    }
  }

  private boolean areMarked(Room room) {
    Iterator<Map.Entry<String, Loss>> owed = losses.entrySet().iterator();
    while (owed.hasNext()) {
      Map.Entry<String, Loss> loss = owed.next();
      if (!mark(loss.getKey(), loss.getValue(), room)) {
        return false;
      }
      owed.remove();
    }
    return true;
  }

  private static boolean mark(String product, Loss loss, Room room) {
    String reason = "shed %d frames: the broker was too slow".formatted(loss.frames());
    byte[] mark = MarkJson.write(new Mark.Disconnected(product, reason));
    return room.isTaken(product, mark, loss.lastMicros(), FrameOrigin.FEED);
  }
}
