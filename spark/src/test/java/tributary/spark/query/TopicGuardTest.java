package tributary.spark.query;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tributary.ingest.topic.TopicException;
import tributary.ingest.topic.UnreachableException;

class TopicGuardTest {
  private long nanos = Long.MAX_VALUE - 5;
  private String id = "one";
  private int asked;
  private boolean isAway;
  private final TopicGuard guard = new TopicGuard("ticks", "one", this::ask, () -> nanos);

  private String ask() {
    asked++;
    if (isAway) {
      throw new UnreachableException("no answer", new RuntimeException());
    }
    return id;
  }

  private void pass(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    guard.check();
  }

  @Test
  void asksEveryThirtySeconds() {
    guard.check();
    pass(29);
    assertEquals(0, asked);
    pass(1);
    pass(10);
    assertEquals(1, asked);
    pass(20);
    assertEquals(2, asked);
  }

  @Test
  void refusesATopicThatWasMadeAgain() {
    id = "two";

    TopicException refused = assertThrows(TopicException.class, () -> pass(30));

    assertTrue(String.valueOf(refused.getMessage()).contains("ticks was deleted and made again"));
  }

  @Test
  void waitsForABrokerThatIsAway() {
    isAway = true;

    assertDoesNotThrow(() -> pass(30));
  }
}
