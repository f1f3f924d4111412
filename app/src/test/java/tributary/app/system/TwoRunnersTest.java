package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.app.broker.EmbeddedBroker;
import tributary.core.spec.Pipeline;

/** Only one program may write to a data folder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TwoRunnersTest {
  @RegisterExtension final Scene scene = new Scene();

  private final Pipeline pipeline = Pipelines.coinbase();

  @Test
  void refusesASecondRunAndLetsTheFirstGoOn() throws Exception {
    Child first = scene.startRun("coinbase", "--simulate", "--seed", "1", "--rate", "200");
    first.awaitLine("coinbase_bronze [1-9]");

    Child.Ended second = scene.runUntilDone("coinbase").expect(1);

    assertTrue(second.message().contains("another --data folder"), second::toString);
    assertHolds(stop(first));
    Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline)).expectNone();
  }

  @Test
  void refusesASecondRunOnTheSameTablesThatSharesABroker() throws Exception {
    Path log = scene.folder().resolve("kafka");
    try (EmbeddedBroker broker = EmbeddedBroker.start(log, message -> {})) {
      Path client = scene.folder().resolve("client.properties");
      Files.writeString(client, "bootstrap.servers=" + broker.bootstrap());
      Child first =
          scene.startRun("coinbase", "--simulate", "--rate", "200", "--kafka", client.toString());
      first.awaitLine("coinbase_bronze [1-9]");

      Child.Ended second = scene.runUntilDone("coinbase", "--kafka", client.toString()).expect(1);

      assertTrue(second.message().contains("another data folder"), second::toString);
      assertHolds(stop(first));
      Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline), broker.bootstrap())
          .expectNone();
    }
  }

  private static Child.Ended stop(Child run) throws Exception {
    assertTrue(run.isAlive(), run::toString);
    run.signal("TERM");
    return run.await();
  }

  private static void assertHolds(Child.Ended run) {
    assertTrue(run.text().endsWith(": holds"), run::toString);
  }
}
