package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tributary.app.broker.SecureBroker;
import tributary.lake.Catalog;

/** Runs on a Kafka that asks for a password over TLS, with the files that the docs show. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SecureKafkaTest {
  private static final int FRAMES = 1_000;
  private static final String EVENT_HUBS = "NAMESPACE.servicebus.windows.net:9093";
  private static final String CONFLUENT_CLOUD = "CLUSTER.confluent.cloud:9092";

  @TempDir static Path place;
  private static Readings readings;

  @RegisterExtension final Scene scene = new Scene();

  @BeforeAll
  static void start() throws Exception {
    readings = new Readings(place);
    readings.send(FRAMES);
  }

  @AfterAll
  static void stop() {
    readings.close();
  }

  @Test
  void takesInWhatOthersSentAsTheExampleOfEventHubsSays() throws Exception {
    Path client = example("event-hubs", EVENT_HUBS);
    secret("EVENT_HUBS_CONNECTION_STRING", Readings.PASSWORD);

    Child.Ended run = untilDone(client);

    assertTrue(
        run.errors().contains("1,000 events/s or 1 MB/s per throughput unit"), run::toString);
    assertTrue(run.errors().contains("event-hubs)"), run::toString);
  }

  @Test
  void takesInWhatOthersSentAsTheExampleOfConfluentCloudSays() throws Exception {
    Path client = example("confluent-cloud", CONFLUENT_CLOUD);
    secret("CONFLUENT_API_KEY", SecureBroker.READER);
    secret("CONFLUENT_API_SECRET", Readings.PASSWORD);

    Child.Ended run = untilDone(client);

    assertTrue(run.errors().contains("confluent-cloud)"), run::toString);
  }

  @Test
  void takesInWhatOthersSentAsTheExampleOfPlainKafkaSays() throws Exception {
    untilDone(
        readings.example(scene.folder(), "plain", "localhost:9092", readings.broker().open()));
  }

  @Test
  void publishesWithTheSettingsOfEventHubsToo() throws Exception {
    Path client = example("event-hubs", EVENT_HUBS, "tributary.create.topics=true");
    secret("EVENT_HUBS_CONNECTION_STRING", Readings.PASSWORD);
    Path pipeline = Pipelines.changed(scene.folder(), "name: coinbase.ticker", "name: published");

    Child.Ended run =
        scene
            .runUntilDone(
                pipeline.toString(),
                arguments(client, "--simulate", "--frames", "200", "--speed", "max"))
            .expect(0);

    assertTrue(run.text().contains("= silver 200 + "), run::toString);
    Readings.assertNoSecret(run, scene.folder());
  }

  @Test
  void runsWithoutFeedUntilItIsStopped() throws Exception {
    Path client = Readings.client(scene.folder(), readings.broker().secure(), readings.trusted());
    Child run =
        scene.start(
            Map.of("KAFKA_PASSWORD", Readings.PASSWORD),
            "run",
            Readings.pipeline(scene.folder(), Readings.TOPIC).toString(),
            "--verbose",
            "--no-page",
            "--data",
            scene.data().toString(),
            "--kafka",
            client.toString());
    run.awaitLine("readings 1,000");
    assertTrue(run.isAlive());
    run.signal("TERM");
    Child.Ended ended = run.await();

    assertTrue(ended.text().contains("frames 1,000 = silver 1,000 + "), ended::toString);
    assertTrue(
        Files.readString(scene.data().resolve("logs/tributary.log"))
            .contains("sasl.jaas.config = [hidden]"),
        "the log is one that Kafka's settings come by");
    Readings.assertNoSecret(ended, scene.folder());
  }

  private Child.Ended untilDone(Path client) throws Exception {
    Child.Ended run =
        scene
            .runUntilDone(
                Readings.pipeline(scene.folder(), Readings.TOPIC).toString(), arguments(client))
            .expect(0);

    assertTrue(run.text().contains("frames 1,000 = silver 1,000 + "), run::toString);
    Catalog tables = Catalog.at(scene.data().resolve("tables"));
    assertEquals(FRAMES, tables.snapshot("readings").rows());
    Readings.assertNoSecret(run, scene.folder());
    return run;
  }

  private String[] arguments(Path client, String... more) {
    List<String> all = new ArrayList<>(List.of("--kafka", client.toString()));
    Path secrets = Readings.secrets(scene.folder());
    if (Files.exists(secrets)) {
      all.addAll(List.of("--secrets", secrets.toString()));
    }
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Path example(String name, String server, String... more) throws Exception {
    return readings.example(scene.folder(), name, server, readings.broker().secure(), more);
  }

  private void secret(String name, String value) throws Exception {
    Readings.secret(scene.folder(), name, value);
  }
}
