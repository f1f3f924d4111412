package tributary.app.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import tributary.app.broker.SecureBroker;

/**
 * A topic of readings that somebody else fills, on a broker that asks for a password over TLS, and
 * the files of a run that takes it in.
 */
final class Readings implements AutoCloseable {
  static final String TOPIC = "readings";

  /** A topic that {@link SecureBroker#READER} may not read. */
  static final String CLOSED_TOPIC = "closed-readings";

  /** Is in every password, and nowhere else. */
  static final String CANARY = "canary";

  /** Has the characters that JAAS, properties files and patterns read in ways of their own. */
  static final String PASSWORD =
      "Endpoint=sb://localhost/;SharedAccessKeyName=k;SharedAccessKey=canary\"7f3b\\$1${x:y}=";

  private static final Path EXAMPLES = Scene.REPOSITORY.resolve("deploy/kafka");

  private final SecureBroker broker;

  Readings(Path place) throws Exception {
    broker = new SecureBroker(place, PASSWORD);
    try (Admin admin = Admin.create(open())) {
      admin
          .createTopics(List.of(TOPIC, CLOSED_TOPIC).stream().map(Readings::topic).toList())
          .all()
          .get();
      admin.createAcls(List.of(readable(TOPIC))).all().get();
    }
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 2, (short) 1);
  }

  private static AclBinding readable(String topic) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + SecureBroker.READER, "*", AclOperation.READ, AclPermissionType.ALLOW));
  }

  SecureBroker broker() {
    return broker;
  }

  /** Publishes a number of readings, as somebody who is not us. */
  void send(int readings) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(open(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < readings; i++) {
        String frame =
            "{\"n\":%d,\"at\":\"2026-01-01T00:%02d:%02dZ\"}".formatted(i, i / 60, i % 60);
        producer.send(new ProducerRecord<>(TOPIC, frame.getBytes(UTF_8)));
      }
    }
  }

  private Map<String, Object> open() {
    return Map.of("bootstrap.servers", broker.open());
  }

  /** A pipeline without a feed. */
  static Path pipeline(Path folder, String topic) throws Exception {
    return Files.writeString(
        Files.createTempFile(folder, "pipeline", ".yaml"),
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

  /** A {@code client.properties} in which what comes last counts. */
  static Path client(Path folder, String servers, String... more) throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add("bootstrap.servers=" + servers);
    lines.add("security.protocol=SASL_SSL");
    lines.add("sasl.mechanism=PLAIN");
    lines.add(login(SecureBroker.USER));
    lines.addAll(List.of(more));
    return Files.write(Files.createTempFile(folder, "client", ".properties"), lines);
  }

  /** The example that the docs show, with this broker's address in it. */
  Path example(Path folder, String name, String server, String address, String... more)
      throws Exception {
    String text = Files.readString(EXAMPLES.resolve(name + ".properties"));
    assertTrue(text.contains("=" + server + "\n"), text);
    List<String> lines = new ArrayList<>();
    lines.add(text.replace(server, address));
    lines.add("tributary.profile=" + name);
    lines.add(trusted());
    lines.addAll(List.of(more));
    return Files.write(Files.createTempFile(folder, "client", ".properties"), lines);
  }

  static String login(String user) {
    return "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"${secret:KAFKA_PASSWORD}\";"
        .formatted(user);
  }

  /** What makes a client trust the broker's authority. */
  String trusted() {
    return "ssl.truststore.type=PEM\nssl.truststore.location=" + broker.authority();
  }

  /** A secret as a container runtime mounts it: everybody may read it. */
  static void secret(Path folder, String name, String value) throws Exception {
    Path file = Files.createDirectories(secrets(folder)).resolve(name);
    Files.deleteIfExists(file);
    Files.writeString(file, value + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
  }

  static Path secrets(Path folder) {
    return folder.resolve("secrets");
  }

  /** Neither in what the run wrote nor in any file beside the secrets themselves. */
  static void assertNoSecret(Child.Ended run, Path folder) throws Exception {
    assertFalse(run.text().contains(CANARY), run::toString);
    assertFalse(run.errors().contains(CANARY), run::toString);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(secrets(folder))) {
          assertFalse(Files.readString(file, ISO_8859_1).contains(CANARY), file::toString);
        }
      }
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
