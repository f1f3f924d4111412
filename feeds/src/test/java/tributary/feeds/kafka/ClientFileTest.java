package tributary.feeds.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.feeds.secrets.SecretSources;

class ClientFileTest {
  private static final Path EXAMPLES = Path.of("../deploy/kafka");
  private static final String EVENT_HUB = "bootstrap.servers=mine.servicebus.windows.net:9093";
  private static final String JAAS =
      "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"%s\";";

  @TempDir Path folder;

  @Test
  void leavesPlainKafkaAsItsUserWroteIt() throws Exception {
    ClientFile file = read("bootstrap.servers=a:1,b:2", "fetch.min.bytes=7", "acks=1");

    assertEquals(Map.of("bootstrap.servers", "a:1,b:2", "fetch.min.bytes", "7"), file.forReading());
    assertEquals(Map.of("bootstrap.servers", "a:1,b:2", "acks", "1"), file.forWriting());
    assertEquals(List.of(), file.notes());
    assertEquals(folder.resolve("client.properties").toString(), file.origin());
  }

  @Test
  void laysWhatEventHubsNeedsUnderWhatItsUserWrote() throws Exception {
    ClientFile file = read(EVENT_HUB, "connections.max.idle.ms=120000");

    assertEquals("SASL_SSL", file.forReading().get("security.protocol"));
    assertEquals("PLAIN", file.forReading().get("sasl.mechanism"));
    assertEquals("180000", file.forReading().get("metadata.max.age.ms"));
    assertEquals("120000", file.forReading().get("connections.max.idle.ms"));
    assertEquals("180000", file.forWriting().get("metadata.max.idle.ms"));
    assertEquals("1000000", file.forWriting().get("max.request.size"));
    assertEquals("none", file.forWriting().get("compression.type"));
    assertEquals("60000", file.forWriting().get("request.timeout.ms"));
    assertTrue(file.origin().endsWith("client.properties, event-hubs"), file.origin());
  }

  @Test
  void laysWhatConfluentCloudNeedsUnderWhatItsUserWrote() throws Exception {
    ClientFile file = read("bootstrap.servers=pkc-1.eu.confluent.cloud:9092");

    assertEquals("SASL_SSL", file.forReading().get("security.protocol"));
    assertEquals("use_all_dns_ips", file.forReading().get("client.dns.lookup"));
    assertEquals("45000", file.forReading().get("session.timeout.ms"));
    assertEquals("all", file.forWriting().get("acks"));
    assertNull(file.forWriting().get("session.timeout.ms"));
  }

  @Test
  void tellsEachClientOnlyWhatItKnows() throws Exception {
    ClientFile file = read(EVENT_HUB, "my.plugin.setting=x");
    Set<String> ofReaders =
        union(
            AdminClientConfig.configNames(),
            ConsumerConfig.configNames(),
            Set.of("my.plugin.setting"));
    Set<String> ofWriters = union(ProducerConfig.configNames(), Set.of("my.plugin.setting"));

    assertTrue(
        ofReaders.containsAll(file.forReading().keySet()), file.forReading().keySet()::toString);
    assertTrue(
        ofWriters.containsAll(file.forWriting().keySet()), file.forWriting().keySet()::toString);
    assertEquals("x", file.forReading().get("my.plugin.setting"));
    assertEquals("x", file.forWriting().get("my.plugin.setting"));
  }

  @Test
  void saysByWhatItKnewTheServiceAndObeysWhoeverKnowsBetter() throws Exception {
    ClientFile known = read(EVENT_HUB);
    ClientFile denied = read(EVENT_HUB, "tributary.profile=plain");
    ClientFile claimed = read("bootstrap.servers=proxy:9093", "tributary.profile=event-hubs");

    assertTrue(
        notes(known).contains("mine.servicebus.windows.net is taken for event-hubs by its host"));
    assertTrue(notes(known).contains("1,000 events/s"));
    assertEquals(
        Map.of("bootstrap.servers", "mine.servicebus.windows.net:9093"), denied.forWriting());
    assertEquals("none", claimed.forWriting().get("compression.type"));
    assertFalse(notes(claimed).contains("by its host"), notes(claimed));
  }

  @Test
  void isNotFooledByAHostThatOnlyLooksLikeOne() throws Exception {
    assertEquals(
        1, read("bootstrap.servers=servicebus.windows.net.example.org:1").forReading().size());
    assertEquals(1, read("bootstrap.servers=notservicebus.windows.net:1").forReading().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max.request.size=1046528",
        "compression.type=lz4",
        "metadata.max.age.ms=240000",
        "metadata.max.idle.ms=300000",
        "connections.max.idle.ms=540000",
        "connections.max.idle.ms=-1",
        "request.timeout.ms=20000",
        "linger.ms=0",
        "security.protocol=SASL_PLAINTEXT",
        "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=\"${env:P}\";"
      })
  void warnsOfWhatEventHubsDoesNotBearAndTakesItAllTheSame(String line) throws Exception {
    String[] setting = line.split("=", 2);
    ClientFile file = read(EVENT_HUB, line);

    List<String> warnings =
        file.notes().stream().filter(note -> note.contains(": " + setting[0] + ": ")).toList();
    assertEquals(1, warnings.size(), file.notes()::toString);
    Object taken = file.forWriting().get(setting[0]);
    assertEquals(setting[1].replace("${env:P}", "p"), taken);
  }

  @Test
  void warnsOfNothingThatEventHubsBears() throws Exception {
    ClientFile file =
        read(
            EVENT_HUB,
            "max.request.size=1046527",
            "compression.type=none",
            "connections.max.idle.ms=239999",
            "request.timeout.ms=20001",
            "linger.ms=5",
            JAAS.formatted("${env:P}").replace("\"u\"", "\"$ConnectionString\""));

    assertEquals(2, file.notes().size(), file.notes()::toString);
  }

  @Test
  void makesTopicsOnlyWhereThatIsMeant() throws Exception {
    String plain = "bootstrap.servers=a:1";

    assertEquals(Optional.empty(), read(true, plain).whyNoTopicIsMade());
    assertTrue(read(false, plain).whyNoTopicIsMade().isPresent());
    assertEquals(
        Optional.empty(), read(false, plain, "tributary.create.topics=true").whyNoTopicIsMade());
    assertTrue(read(true, plain, "tributary.create.topics=false").whyNoTopicIsMade().isPresent());
    assertTrue(read(true, EVENT_HUB).whyNoTopicIsMade().orElseThrow().contains("the portal"));
    assertEquals(
        Optional.empty(), read(true, EVENT_HUB, "tributary.create.topics=true").whyNoTopicIsMade());
  }

  @Test
  void putsSecretsWhereTheyAreAskedFor() throws Exception {
    Path own = Files.writeString(folder.resolve("own"), "of a file\n");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
    ClientFile file =
        read(
            "bootstrap.servers=a:1",
            "ssl.key.password=${env:P}",
            "ssl.keystore.password=${file:own}",
            "ssl.truststore.password=<${secret:P}>");

    assertEquals("p", file.forReading().get("ssl.key.password"));
    assertEquals("of a file", file.forReading().get("ssl.keystore.password"));
    assertEquals("<p>", file.forWriting().get("ssl.truststore.password"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "a\\b", "a\\\"; b", "a\nb\r", "${env:P}", "$1\\$2", "a;b=c' //d"})
  void handsPasswordOverToJaasAsItIs(String password) throws Exception {
    ClientFile file =
        read(Map.of("Q", password), true, "bootstrap.servers=a:1", JAAS.formatted("${env:Q}"));

    Password jaas = new Password(String.valueOf(file.forReading().get("sasl.jaas.config")));
    Map<String, ?> options =
        JaasContext.loadClientContext(Map.of("sasl.jaas.config", jaas))
            .configurationEntries()
            .get(0)
            .getOptions();
    assertEquals(Map.of("username", "u", "password", password), options);
  }

  @Test
  void leavesToKafkaTheSourcesThatTheFileNamesItself() throws Exception {
    ClientFile file =
        read(
            "bootstrap.servers=a:1",
            "config.providers=vault",
            "config.providers.vault.class=org.apache.kafka.common.config.provider.FileConfigProvider",
            "ssl.key.password=${vault:/some/file:key}");

    assertEquals("${vault:/some/file:key}", file.forReading().get("ssl.key.password"));
    assertEquals("vault", file.forWriting().get("config.providers"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.key.password=${env:ABSENT}|asks for ${env:ABSENT}: nobody gave it; put it into the environment variable ABSENT",
        "ssl.key.password=${secret:ABSENT}|nobody gave it; put it into the environment variable ABSENT,",
        "ssl.key.password=${file:absent}|there is no such file",
        "ssl.key.password=${secret:../up}|Invalid name of a secret",
        "ssl.key.password=${vault:x}|\"vault\" is no source of secrets (known: env, file, secret)",
        "sasl.jaas.config=X required password=${env:P};|outside of double quotes",
        "sasl.jaas.config=X required password='${env:P}';|outside of double quotes",
        "sasl.jaas.config=X required password=\"canary\"secret\";|sasl.jaas.config cannot be read; it has the form",
        "tributary.profil=plain|tributary.profil is no key of Tributary's (known: tributary.profile, ",
        "tributary.profile=azure|tributary.profile is azure (known: plain, event-hubs, confluent-cloud)",
        "tributary.create.topics=yes|(true or false)"
      })
  void refusesWhatMakesNoSense(String line) {
    String[] parts = line.split("\\|");

    ClientFileException refusal =
        assertThrows(ClientFileException.class, () -> read("bootstrap.servers=a:1", parts[0]));

    assertTrue(
        refusal
            .getMessage()
            .startsWith(
                "Invalid Kafka client properties %s: "
                    .formatted(folder.resolve("client.properties"))),
        refusal.getMessage());
    assertTrue(refusal.getMessage().contains(parts[1]), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("canary"), refusal.getMessage());
  }

  @Test
  void refusesFileWithoutServersOrWithoutItself() {
    assertTrue(
        assertThrows(ClientFileException.class, () -> read("acks=all"))
            .getMessage()
            .endsWith("bootstrap.servers is missing"));
    Path absent = folder.resolve("absent");
    assertTrue(
        assertThrows(
                ClientFileException.class, () -> ClientFile.read(absent, sources(Map.of()), true))
            .getMessage()
            .startsWith("Cannot read Kafka client properties " + absent));
  }

  @Test
  void warnsOfPasswordInAFileThatOthersMayRead() throws Exception {
    assertTrue(notes(read("bootstrap.servers=a:1", JAAS.formatted("x"))).contains("chmod 600 it"));
    assertEquals(List.of(), read("bootstrap.servers=a:1", JAAS.formatted("${env:P}")).notes());
  }

  @Test
  void tellsNoSettingInItsTextForm() throws Exception {
    String text = read("bootstrap.servers=a:1", "ssl.key.password=canary").toString();

    assertFalse(text.contains("canary"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "event-hubs", "confluent-cloud"})
  void readsTheExampleThatTheDocsShow(String profile) throws Exception {
    Path example = EXAMPLES.resolve(profile + ".properties");
    Map<String, String> secrets =
        Map.of(
            "EVENT_HUBS_CONNECTION_STRING", "Endpoint=sb://x/",
            "CONFLUENT_API_KEY", "k",
            "CONFLUENT_API_SECRET", "s");

    ClientFile file = ClientFile.read(example, sources(secrets), true);

    String suffix = profile.equals("plain") ? "" : ", " + profile;
    assertEquals(example + suffix, file.origin());
    assertTrue(
        file.notes().stream().noneMatch(note -> note.startsWith(example.toString())),
        file.notes()::toString);
    assertTrue(
        Files.readString(Path.of("../docs/kafka.md")).contains(Files.readString(example)),
        "docs/kafka.md shows another example than " + example);
  }

  private static String notes(ClientFile file) {
    return String.join("\n", file.notes());
  }

  private ClientFile read(String... lines) throws Exception {
    return read(true, lines);
  }

  private ClientFile read(boolean isFilledByUs, String... lines) throws Exception {
    return read(Map.of("P", "p"), isFilledByUs, lines);
  }

  private ClientFile read(Map<String, String> environment, boolean isFilledByUs, String... lines)
      throws Exception {
    Path file = folder.resolve("client.properties");
    Files.write(file, List.of(lines));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return ClientFile.read(file, sources(environment), isFilledByUs);
  }

  private SecretSources sources(Map<String, String> environment) {
    return SecretSources.of(environment, folder, null);
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    return List.of(sets).stream().flatMap(Set::stream).collect(Collectors.toSet());
  }
}
