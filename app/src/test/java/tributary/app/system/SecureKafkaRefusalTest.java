package tributary.app.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tributary.app.broker.SecureBroker;

/**
 * What can be wrong between a run and a Kafka of the user's own: the program says one thing, soon,
 * and never the password.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SecureKafkaRefusalTest {
  private static final long LONGEST_SECONDS = 40;

  @TempDir static Path place;
  private static Readings readings;
  private static SecureBroker broker;

  @RegisterExtension final Scene scene = new Scene();

  @BeforeAll
  static void start() throws Exception {
    readings = new Readings(place);
    broker = readings.broker();
  }

  @AfterAll
  static void stop() {
    readings.close();
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    password("canary-that-is-wrong");
    assertRefused(client(broker.secure(), readings.trusted()), "it refused user and password");
  }

  @Test
  void saysThatTheUserMayNotReadTheTopic() throws Exception {
    password(Readings.PASSWORD);
    Path client = client(broker.secure(), readings.trusted(), Readings.login(SecureBroker.READER));

    assertRefused(
        run("data", client, Readings.CLOSED_TOPIC),
        "the user lacks a right: Describe and Read on the topic");
  }

  @Test
  void saysThatTheCertificateIsForAnotherHost() throws Exception {
    password(Readings.PASSWORD);
    assertRefused(
        client(broker.otherHost(), readings.trusted()),
        "its certificate is for another host",
        "localhost");
  }

  @Test
  void saysThatNobodyTrustsTheCertificate() throws Exception {
    password(Readings.PASSWORD);
    assertRefused(client(broker.secure()), "whom this JVM trusts", "ssl.truststore.location");
  }

  @Test
  void saysThatTheCertificateHasExpired() throws Exception {
    password(Readings.PASSWORD);
    assertRefused(
        client(broker.expired(), readings.trusted()), "its certificate has expired", "NotAfter");
  }

  @Test
  void saysThatTheTopicIsMissing() throws Exception {
    password(Readings.PASSWORD);
    Path client = client(broker.secure(), readings.trusted());

    assertRefused(
        run("data", client, "reading"),
        "Cannot find topic reading at Kafka " + broker.secure(),
        "create topic reading there (2 partitions would do)");
  }

  @Test
  void saysWhoSpeaksTlsAndWhoDoesNot() throws Exception {
    password(Readings.PASSWORD);
    Path tooPlain = client(broker.secure(), "security.protocol=SASL_PLAINTEXT");
    Path tooSafe = client(broker.open(), readings.trusted());
    Child plain = run("plain", tooPlain, Readings.TOPIC);
    Child safe = run("safe", tooSafe, Readings.TOPIC);

    assertRefused(plain, broker.secure() + " speaks TLS; set security.protocol to SASL_SSL");
    assertRefused(safe, broker.open() + " takes connections and does not speak TLS");
  }

  @Test
  void saysThatNobodyKnowsTheHost() throws Exception {
    password(Readings.PASSWORD);
    assertRefused(
        client("nowhere.invalid:9093", readings.trusted()),
        "nowhere.invalid:9093",
        "No resolvable bootstrap urls");
  }

  @Test
  void saysWhichSecretNobodyGave() throws Exception {
    assertRefused(
        client(broker.secure(), readings.trusted()),
        "sasl.jaas.config asks for ${secret:KAFKA_PASSWORD}: nobody gave it",
        "the environment variable KAFKA_PASSWORD");
  }

  private void assertRefused(Path client, String... said) throws Exception {
    assertRefused(run("data", client, Readings.TOPIC), said);
  }

  private void assertRefused(Child child, String... said) throws Exception {
    Child.Ended run = child.await(LONGEST_SECONDS).expect(1);

    for (String each : said) {
      assertTrue(run.message().contains(each), run::toString);
    }
    assertTrue(run.message().contains(scene.folder() + "/client"), "which file: " + run);
    Readings.assertNoSecret(run, scene.folder());
  }

  private Child run(String data, Path client, String topic) throws Exception {
    List<String> all = new ArrayList<>(List.of("run", "--no-page", "--kafka", client.toString()));
    all.addAll(List.of("--data", scene.folder().resolve(data).toString()));
    Path secrets = Readings.secrets(scene.folder());
    if (Files.exists(secrets)) {
      all.addAll(List.of("--secrets", secrets.toString()));
    }
    all.add(Readings.pipeline(scene.folder(), topic).toString());
    return scene.start(all.toArray(String[]::new));
  }

  private Path client(String servers, String... more) throws Exception {
    return Readings.client(scene.folder(), servers, more);
  }

  private void password(String password) throws Exception {
    Readings.secret(scene.folder(), "KAFKA_PASSWORD", password);
  }
}
