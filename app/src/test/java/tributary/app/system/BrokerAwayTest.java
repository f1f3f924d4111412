package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tributary.core.spec.Pipeline;

/** A Kafka broker of the user's own is killed under a run, and comes back. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BrokerAwayTest {
  private static final Duration AWAY = Duration.ofSeconds(5);

  @RegisterExtension final Scene scene = new Scene();

  @Test
  void waitsForTheBrokerAndLosesNothing() throws Exception {
    Path log = scene.folder().resolve("kafka");
    int[] ports = freePorts();
    Path client = scene.folder().resolve("client.properties");
    Files.writeString(client, "bootstrap.servers=127.0.0.1:" + ports[0]);
    Child broker = scene.startBroker(log, ports[0], ports[1]);
    Market market = new Market(11, 20_000, 20);

    Child run = scene.startRun("coinbase", arguments(market, client));
    run.awaitLine("coinbase_bronze [1-9]");
    broker.kill();
    assertFalse(run.endsWithin(AWAY.toNanos()), () -> "it must wait: " + run);
    scene.startBroker(log, ports[0], ports[1]);
    Child.Ended ended = run.await().expect(0);

    Pipeline pipeline = Pipelines.coinbase();
    Report report =
        Exactness.check(scene.data(), pipeline, new TickerJudge(pipeline), "127.0.0.1:" + ports[0])
            .expectNone();
    Heard heard = market.listen();
    assertEquals(market.made(), report.trades(), "what came damaged was fetched again");
    assertEquals(heard.digests(), report.digests());
    assertTrue(ended.text().contains(report.sums()), ended::toString);
  }

  private static String[] arguments(Market market, Path client) {
    List<String> arguments = new ArrayList<>(market.arguments());
    arguments.addAll(List.of("--speed", market.speed(Duration.ofSeconds(10))));
    arguments.addAll(List.of("--exit-when-done", "--kafka", client.toString()));
    return arguments.toArray(String[]::new);
  }

  private static int[] freePorts() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket broker = new ServerSocket(0, 1, loopback);
        ServerSocket controller = new ServerSocket(0, 1, loopback)) {
      return new int[] {broker.getLocalPort(), controller.getLocalPort()};
    }
  }
}
