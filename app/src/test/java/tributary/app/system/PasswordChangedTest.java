package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka of the user's own gets another password under a run. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PasswordChangedTest {
  private static final int FRAMES = 100;
  private static final Duration CONNECTED = Duration.ofSeconds(2);

  @TempDir Path place;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void endsTheRunAndLosesNothingWhenItIsStartedWithTheNewOne() throws Exception {
    try (Readings readings = new Readings(place)) {
      Path client = Readings.client(scene.folder(), readings.broker().secure(), readings.trusted());
      String pipeline = Readings.pipeline(scene.folder(), Readings.TOPIC).toString();
      String[] arguments = {
        "--kafka", client.toString(), "--secrets", Readings.secrets(scene.folder()).toString()
      };
      Readings.secret(scene.folder(), "KAFKA_PASSWORD", Readings.PASSWORD);
      readings.send(FRAMES);
      Child run = scene.startRun(pipeline, arguments);
      run.awaitLine("readings 100");

      Readings.secret(scene.folder(), "KAFKA_PASSWORD", "canary-that-is-new");
      assertFalse(run.endsWithin(CONNECTED.toNanos()), "a connection that stands stays");
      readings.broker().startAgain("canary-that-is-new");
      Child.Ended ended = run.await().expect(1);
      readings.send(FRAMES);
      Child.Ended next = scene.runUntilDone(pipeline, arguments).expect(0);

      assertTrue(
          ended.message().contains("Kafka no longer lets the user in (Authentication failed"),
          ended::toString);
      assertTrue(next.text().contains("frames 200 = silver 200 + "), next::toString);
      Readings.assertNoSecret(ended, scene.folder());
      Readings.assertNoSecret(next, scene.folder());
    }
  }
}
