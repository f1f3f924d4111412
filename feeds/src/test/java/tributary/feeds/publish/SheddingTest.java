package tributary.feeds.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tributary.core.frame.FrameOrigin;

/** When a publisher no longer waits for a slow broker. */
class SheddingTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final AtomicLong nanos = new AtomicLong();
  private final Shedding shedding = new Shedding(10 * SECOND, nanos::get);
  private final List<String> marks = new ArrayList<>();
  private boolean ample;
  private int room = Integer.MAX_VALUE;

  private final Shedding.Room broker =
      new Shedding.Room() {
        @Override
        public boolean isAmple() {
          return ample;
        }

        @Override
        public boolean isTaken(
            String product, byte[] mark, long receivedMicros, FrameOrigin origin) {
          if (marks.size() == room) {
            return false;
          }
          assertEquals(FrameOrigin.FEED, origin);
          marks.add(product + " " + receivedMicros + " " + new String(mark, UTF_8));
          return true;
        }
      };

  @Test
  void aBrokerThatIsSlowForTenSecondsIsTooSlow() {
    for (long at = 0; at < 10_000; at += 500) {
      assertFalse(shedding.waited(at * MILLI, (at + 400) * MILLI), at + " ms");
    }
    assertTrue(shedding.waited(10_000 * MILLI, 10_001 * MILLI));
  }

  @Test
  void oneThatCatchesUpForASecondIsNot() {
    assertFalse(shedding.waited(0, 9 * SECOND));
    assertFalse(shedding.waited(10 * SECOND + 1, 19 * SECOND));
  }

  @Test
  void onePublisherMayWaitForEver() {
    Shedding never = new Shedding(Long.MAX_VALUE, nanos::get);
    assertFalse(never.waited(0, Long.MAX_VALUE / 2));
  }

  @Test
  void onceHalfTheBufferIsFreeEachProductThatLostFramesIsMarkedFirst() {
    shedding.begin();
    shedding.shed("A", 1);
    shedding.shed("B", 2);
    shedding.shed("A", 3);
    shedding.shed(null, 4);
    nanos.addAndGet(SECOND);
    assertTrue(shedding.isOn(broker), "no room yet");
    ample = true;
    assertTrue(shedding.isOn(broker), "looked a moment ago");
    nanos.addAndGet(SECOND / 2);
    assertFalse(shedding.isOn(broker));
    String reason = "\"reason\":\"shed %d frames: the broker was too slow\"}";
    assertEquals(
        List.of(
            "A 3 {\"tributary\":\"disconnected\",\"product\":\"A\"," + reason.formatted(2),
            "B 2 {\"tributary\":\"disconnected\",\"product\":\"B\"," + reason.formatted(1)),
        marks);
    assertFalse(shedding.isOn(broker));
  }

  @Test
  void aMarkThatFindsNoRoomIsOwedStill() {
    ample = true;
    room = 1;
    shedding.begin();
    shedding.shed("A", 1);
    shedding.shed("B", 2);
    nanos.addAndGet(SECOND);
    assertTrue(shedding.isOn(broker));
    shedding.shed("B", 3);
    room = 2;
    shedding.settle(broker);
    assertEquals(2, marks.size());
    assertTrue(marks.get(1).contains("shed 2 frames"), marks.get(1));
    assertFalse(shedding.isOn(broker));
  }

  @Test
  void everNewProductsAreNotRememberedWithoutBound() {
    ample = true;
    shedding.begin();
    for (int i = 0; i < 20_000; i++) {
      shedding.shed("P" + i, i);
    }
    shedding.settle(broker);
    assertEquals(10_000, marks.size());
  }
}
