package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the program is asked to do cannot be done: one clear message and an exit code. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RefusalTest {
  private static final long PATIENCE_SECONDS = 60;

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      String data = scene.data().toString();

      Child.Ended run =
          scene.run("run", "coinbase", "--simulate", "--port", port, "--data", data).expect(1);

      assertTrue(run.message().contains(port), run::toString);
      assertTrue(run.message().contains("Choose another port"), run::toString);
    }
  }

  @Test
  void saysThatNoBrokerAnswers() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    Path client = scene.folder().resolve("client.properties");
    Files.writeString(client, "bootstrap.servers=127.0.0.1:" + port);

    Child.Ended run =
        scene
            .startRun("coinbase", "--kafka", client.toString(), "--simulate")
            .await(PATIENCE_SECONDS);

    run.expect(1);
    assertTrue(run.message().contains("Cannot reach Kafka at 127.0.0.1:" + port), run::toString);
    assertTrue(
        run.message().contains("takes no connection (Connection refused); is it running?"),
        run::toString);
    assertTrue(run.message().contains(client.toString()), run::toString);
  }

  @Test
  void showsTheLineOfAPipelineFileThatIsWrong() throws Exception {
    Path wrong = Pipelines.changed(scene.folder(), "lateness: 10m", "latness: 10m");

    Child.Ended run = scene.runUntilDone(wrong.toString()).expect(2);

    assertTrue(run.errors().contains(wrong + ":"), run::toString);
    assertTrue(run.errors().matches("(?s).*changed\\.yaml:[0-9]+:[0-9]+.*"), run::toString);
    assertTrue(run.errors().contains("lateness"), run::toString);
    assertFalse(Files.exists(scene.data()));
  }

  @Test
  void refusesArgumentsThatMakeNoSense() throws Exception {
    Child.Ended run = scene.startRun("coinbase", "--simulate", "--speed", "fast").await().expect(2);

    assertTrue(run.message().contains("Invalid speed: fast"), run::toString);
  }
}
