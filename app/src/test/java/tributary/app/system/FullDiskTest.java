package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.broker.EmbeddedBroker;
import tributary.core.spec.Pipeline;

/** A disk that fills up under a run. Needs the right to mount; skipped without. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FullDiskTest {
  private static final long LONGEST_STOP_SECONDS = 100;

  @RegisterExtension final Scene scene = new Scene();

  private final Pipeline pipeline = Pipelines.coinbase();
  private final Market market = new Market(13, 400_000, 1_000);

  @BeforeEach
  void mountsASmallDisk() throws Exception {
    Files.createDirectories(disk());
    boolean isMounted = call("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk().toString());
    Assumptions.assumeTrue(isMounted, "Skipped: no right to mount a small disk");
  }

  @AfterEach
  void unmounts() throws Exception {
    call("umount", "-l", disk().toString());
  }

  private Path disk() {
    return scene.folder().resolve("disk");
  }

  @Test
  void stopsByNameWhenTheTablesFillTheDiskAndGoesOnWithMoreRoom() throws Exception {
    Path log = scene.folder().resolve("kafka");
    try (EmbeddedBroker broker = EmbeddedBroker.start(log, message -> {})) {
      Path client = scene.folder().resolve("client.properties");
      Files.writeString(client, "bootstrap.servers=" + broker.bootstrap());

      Child.Ended run = runOnDisk("--kafka", client.toString());

      assertSaysThatTheDiskIsFull(run);
      move();
      Child.Ended again = scene.runUntilDone("coinbase", "--kafka", client.toString()).expect(0);
      Report report =
          Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline), broker.bootstrap())
              .expectNone();
      assertTrue(again.text().contains(report.sums()), again::toString);
    }
  }

  @Test
  void stopsByNameWhenTheBrokerFillsTheDiskAndGoesOnWithMoreRoom() throws Exception {
    Child.Ended run = runOnDisk();

    assertSaysThatTheDiskIsFull(run);
    move();
    Child.Ended again = scene.runUntilDone("coinbase").expect(0);
    Report report = Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline)).expectNone();
    assertTrue(again.text().contains(report.sums()), again::toString);
  }

  private Child.Ended runOnDisk(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "coinbase", "--no-page"));
    arguments.addAll(List.of("--data", disk().resolve("data").toString()));
    arguments.addAll(List.of("--exit-when-done", "--speed", "max"));
    arguments.addAll(market.arguments());
    arguments.addAll(List.of(more));
    return scene.start(arguments.toArray(String[]::new)).await(LONGEST_STOP_SECONDS);
  }

  private void assertSaysThatTheDiskIsFull(Child.Ended run) {
    run.expect(1);
    String message = run.message();
    assertTrue(message.contains(disk().toString()), run::toString);
    assertTrue(message.matches("(?s).*(space|room|full|free).*"), run::toString);
    assertFalse(message.contains("fault of Tributary"), run::toString);
  }

  /** Moves what is there to where there is room. */
  private void move() throws Exception {
    assertTrue(call("cp", "-a", disk().resolve("data").toString(), scene.data().toString()));
  }

  private boolean call(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(scene.folder().resolve("calls").toFile())
            .start();
    return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
