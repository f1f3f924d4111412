package tributary.app.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tributary.app.broker.SecureBroker;
import tributary.lake.Catalog;

/**
 * A topic that somebody else fills, on a broker that asks for a password over TLS. Whatever is
 * wrong, the program says one thing, soon, and never the password.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SecureKafkaTest {
  /** Has the characters that JAAS, properties files and patterns read in ways of their own. */
  private static final String PASSWORD =
      "Endpoint=sb://localhost/;SharedAccessKeyName=k;SharedAccessKey=canary\"7f3b\\$1${x:y}=";

  private static final Path EXAMPLES = Scene.REPOSITORY.resolve("deploy/kafka");
  private static final String CANARY = "canary";
  private static final String WRONG = "canary-that-is-wrong";
  private static final String TOPIC = "readings";
  private static final int FRAMES = 1_000;
  private static final long LONGEST_SECONDS = 40;

  @TempDir static Path place;
  private static SecureBroker broker;

  @RegisterExtension final Scene scene = new Scene();

  @BeforeAll
  static void start() throws Exception {
    broker = new SecureBroker(place, PASSWORD);
    try (Admin admin = Admin.create(open())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
      admin.createAcls(List.of(allow(AclOperation.READ))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(open(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < FRAMES; i++) {
        String frame =
            "{\"n\":%d,\"at\":\"2026-01-01T00:%02d:%02dZ\"}".formatted(i, i / 60, i % 60);
        producer.send(new ProducerRecord<>(TOPIC, frame.getBytes(UTF_8)));
      }
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void takesInWhatOthersSentAsTheExampleOfEventHubsSays() throws Exception {
    Path client = example("event-hubs", "NAMESPACE.servicebus.windows.net:9093");
    secret("EVENT_HUBS_CONNECTION_STRING", PASSWORD);

    Child.Ended run = run("--exit-when-done", "--kafka", client.toString()).expect(0);

    assertTrue(run.text().contains("frames 1,000 = silver 1,000 + "), run::toString);
    assertEquals(FRAMES, silverRows());
    assertTrue(
        run.errors().contains("1,000 events/s or 1 MB/s per throughput unit"), run::toString);
    assertNoSecret(run);
  }

  @Test
  void publishesWithTheSettingsOfEventHubsToo() throws Exception {
    Path client =
        example(
            "event-hubs", "NAMESPACE.servicebus.windows.net:9093", "tributary.create.topics=true");
    secret("EVENT_HUBS_CONNECTION_STRING", PASSWORD);

    Child.Ended run =
        scene
            .start(
                arguments(
                    Pipelines.changed(scene.folder(), "name: coinbase.ticker", "name: published"),
                    "--simulate",
                    "--frames",
                    "200",
                    "--speed",
                    "max",
                    "--exit-when-done",
                    "--kafka",
                    client.toString()))
            .await()
            .expect(0);

    assertTrue(run.text().contains("= silver 200 + "), run::toString);
    assertNoSecret(run);
  }

  @Test
  void takesInWhatOthersSentAsTheExampleOfConfluentCloudSays() throws Exception {
    Path client = example("confluent-cloud", "CLUSTER.confluent.cloud:9092");
    secret("CONFLUENT_API_KEY", SecureBroker.READER);
    secret("CONFLUENT_API_SECRET", PASSWORD);

    Child.Ended run = run("--exit-when-done", "--kafka", client.toString()).expect(0);

    assertTrue(run.text().contains("frames 1,000 = silver 1,000 + "), run::toString);
    assertTrue(run.errors().contains("confluent-cloud)"), run::toString);
    assertNoSecret(run);
  }

  @Test
  void takesInWhatOthersSentAsTheExampleOfPlainKafkaSays() throws Exception {
    String text = Files.readString(EXAMPLES.resolve("plain.properties"));
    Path client =
        Files.writeString(
            scene.folder().resolve("client.properties"),
            text.replace("localhost:9092", broker.open()));

    Child.Ended run = run("--exit-when-done", "--kafka", client.toString()).expect(0);

    assertTrue(run.text().contains("frames 1,000 = silver 1,000 + "), run::toString);
  }

  @Test
  void runsWithoutFeedUntilItIsStopped() throws Exception {
    Path client = client(broker.secure(), trusted());
    Child run =
        scene.start(
            Map.of("KAFKA_PASSWORD", PASSWORD),
            arguments("--verbose", "--kafka", client.toString()));
    run.awaitLine("readings 1,000");
    assertTrue(run.isAlive());
    run.signal("TERM");
    Child.Ended ended = run.await();

    assertTrue(ended.text().contains("frames 1,000 = silver 1,000 + "), ended::toString);
    assertEquals(FRAMES, silverRows());
    assertTrue(
        Files.readString(scene.data().resolve("logs/tributary.log"))
            .contains("sasl.jaas.config = [hidden]"),
        "the log is one that Kafka's settings come by");
    assertNoSecret(ended);
  }

  @Test
  void saysThatTheUserMayNotReadTheTopic() throws Exception {
    Path client =
        client(broker.secure(), trusted(), login(SecureBroker.READER, "${secret:KAFKA_PASSWORD}"));
    secret(PASSWORD);
    Path pipeline = pipeline("secret-readings");

    refused(pipeline, client, "the user lacks a right: Describe and Read on the topic");
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    secret(WRONG);
    refused(client(broker.secure(), trusted()), "it refused user and password");
  }

  @Test
  void saysThatTheCertificateIsForAnotherHost() throws Exception {
    secret(PASSWORD);
    refused(
        client(broker.otherHost(), trusted()), "its certificate is for another host", "localhost");
  }

  @Test
  void saysThatNobodyTrustsTheCertificate() throws Exception {
    secret(PASSWORD);
    refused(client(broker.secure()), "whom this JVM trusts", "ssl.truststore.location");
  }

  @Test
  void saysThatTheCertificateHasExpired() throws Exception {
    secret(PASSWORD);
    refused(client(broker.expired(), trusted()), "its certificate has expired", "NotAfter");
  }

  @Test
  void saysThatTheTopicIsMissing() throws Exception {
    secret(PASSWORD);
    Path client = client(broker.secure(), trusted());

    refused(
        pipeline("reading"),
        client,
        "Cannot find topic reading at Kafka " + broker.secure(),
        "create topic reading there (2 partitions would do)");
  }

  @Test
  void saysThatThePortSpeaksTls() throws Exception {
    secret(PASSWORD);
    refused(
        client(broker.secure(), "security.protocol=SASL_PLAINTEXT"),
        broker.secure() + " speaks TLS; set security.protocol to SASL_SSL");
  }

  @Test
  void saysThatThePortDoesNotSpeakTls() throws Exception {
    secret(PASSWORD);
    refused(
        client(broker.open(), trusted()),
        broker.open() + " takes connections and does not speak TLS");
  }

  @Test
  void saysThatNobodyKnowsTheHost() throws Exception {
    secret(PASSWORD);
    refused(client("nowhere.invalid:9093", trusted()), "nowhere.invalid");
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    secret(PASSWORD);
    refused(
        client("localhost:" + port, trusted()),
        "localhost:%d takes no connection".formatted(port),
        "is it running?");
  }

  @Test
  void saysWhichSecretNobodyGave() throws Exception {
    refused(
        client(broker.secure(), trusted()),
        "sasl.jaas.config asks for ${secret:KAFKA_PASSWORD}, and nobody gave it",
        "the environment variable KAFKA_PASSWORD");
  }

  private void refused(Path client, String... said) throws Exception {
    refused(pipeline(TOPIC), client, said);
  }

  private void refused(Path pipeline, Path client, String... said) throws Exception {
    Child.Ended run =
        scene
            .start(arguments(pipeline, "--kafka", client.toString()))
            .await(LONGEST_SECONDS)
            .expect(1);

    for (String each : said) {
      assertTrue(run.message().contains(each), run::toString);
    }
    assertTrue(run.message().contains(client.toString()), run::toString);
    assertNoSecret(run);
  }

  private Child.Ended run(String... arguments) throws Exception {
    return scene.run(arguments(arguments));
  }

  private String[] arguments(String... more) throws Exception {
    return arguments(pipeline(TOPIC), more);
  }

  private String[] arguments(Path pipeline, String... more) {
    List<String> all = new ArrayList<>(List.of("run", pipeline.toString(), "--no-page"));
    all.addAll(List.of("--data", scene.data().toString()));
    if (Files.exists(secrets())) {
      all.addAll(List.of("--secrets", secrets().toString()));
    }
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Path pipeline(String topic) throws Exception {
    return Files.writeString(
        scene.folder().resolve("pipeline.yaml"),
        """
        pipeline: readings
        topic: {name: %s, partitions: 2}
        bronze: {table: readings_bronze}
        quarantine: {table: readings_quarantine}
        silver:
          table: readings
          columns:
            n: {pointer: /n, type: bigint, required: true}
            at: {pointer: /at, type: timestamp, required: true}
          event_time: at
        """
            .formatted(topic));
  }

  /** A file as the docs show it; what is given last counts. */
  private Path client(String servers, String... more) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("bootstrap.servers=" + servers);
    lines.add("security.protocol=SASL_SSL");
    lines.add("sasl.mechanism=PLAIN");
    lines.add(login(SecureBroker.USER, "${secret:KAFKA_PASSWORD}"));
    lines.addAll(List.of(more));
    return Files.write(scene.folder().resolve("client.properties"), lines);
  }

  /** The file that the docs show, for the broker of this test. */
  private Path example(String name, String server, String... more) throws Exception {
    String text = Files.readString(EXAMPLES.resolve(name + ".properties"));
    assertTrue(text.contains("=" + server), text);
    List<String> lines = new ArrayList<>();
    lines.add(text.replace(server, broker.secure()));
    lines.add("tributary.profile=" + name);
    lines.add(trusted());
    lines.addAll(List.of(more));
    return Files.write(scene.folder().resolve("client.properties"), lines);
  }

  private static String login(String user, String password) {
    return "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }

  private static String trusted() {
    return "ssl.truststore.type=PEM\nssl.truststore.location=" + broker.authority();
  }

  private void secret(String password) throws Exception {
    secret("KAFKA_PASSWORD", password);
  }

  /** As a container runtime mounts it: everybody may read it. */
  private void secret(String name, String password) throws Exception {
    Files.createDirectories(secrets());
    Path file = Files.writeString(secrets().resolve(name), password + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
  }

  private Path secrets() {
    return scene.folder().resolve("secrets");
  }

  private long silverRows() {
    return Catalog.at(scene.data().resolve("tables")).snapshot(TOPIC).rows();
  }

  /** Neither in what it wrote nor in any file of the data folder. */
  private void assertNoSecret(Child.Ended run) throws Exception {
    assertFalse(run.text().contains(CANARY), run::toString);
    assertFalse(run.errors().contains(CANARY), run::toString);
    if (!Files.exists(scene.data())) {
      return;
    }
    try (Stream<Path> files = Files.walk(scene.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file, ISO_8859_1).contains(CANARY), file::toString);
      }
    }
  }

  private static AclBinding allow(AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, TOPIC, PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + SecureBroker.READER, "*", operation, AclPermissionType.ALLOW));
  }

  private static Map<String, Object> open() {
    return Map.of("bootstrap.servers", broker.open());
  }
}
