package tributary.spark.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaClassesTest {
  private static final String JAAS = "sasl.jaas.config";
  private static final String PLAIN = PlainLoginModule.class.getName();
  private static final String ON_DATABRICKS = "kafkashaded." + PLAIN;

  @Test
  void databricksIsKnownByItsLoginModule() {
    assertEquals(
        new KafkaClasses("kafkashaded."), KafkaClasses.ofSpark(name -> name.equals(ON_DATABRICKS)));
    assertEquals(new KafkaClasses(""), KafkaClasses.ofSpark(name -> name.equals(PLAIN)));
  }

  @Test
  void theSparkOfTheTestsHasKafkaByItsOwnName() {
    assertEquals(new KafkaClasses(""), KafkaClasses.ofSpark());
    assertEquals(new KafkaClasses(""), KafkaClasses.ofOurs());
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.kafka.clients.admin.Admin, ''",
    "tributary.shaded.org.apache.kafka.clients.admin.Admin, tributary.shaded.",
    "somewhere.Admin, ''"
  })
  void oursAreWhereTheAdminClientIs(String admin, String prefix) {
    assertEquals(new KafkaClasses(prefix), KafkaClasses.ofOurs(admin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kafkashaded.", "tributary.shaded."})
  void aLoginModuleGetsTheNameOfTheClient(String prefix) {
    String rest = " required username=\"$ConnectionString\" password=\"a\\\\b$1\";";
    KafkaClasses classes = new KafkaClasses(prefix);

    for (String written : new String[] {PLAIN, ON_DATABRICKS, " " + PLAIN}) {
      assertEquals(prefix + PLAIN + rest, in(classes, JAAS, written + rest), written);
    }
  }

  @Test
  void aPasswordMayLookLikeAClass() {
    String rest = " required password=\"x,org.apache.kafka.y\";";

    assertEquals(ON_DATABRICKS + rest, in(new KafkaClasses("kafkashaded."), JAAS, PLAIN + rest));
  }

  @Test
  void anotherLoginModuleStaysAsItIs() {
    String foreign = "com.example.Login required;";

    assertEquals(foreign, in(new KafkaClasses("kafkashaded."), JAAS, foreign));
  }

  @Test
  void otherClassesOfKafkaAreNamedToo() {
    KafkaClasses classes = new KafkaClasses("kafkashaded.");

    assertEquals(
        "kafkashaded.org.apache.kafka.common.A,com.example.B,kafkashaded.org.apache.kafka.C",
        in(
            classes,
            "metric.reporters",
            "org.apache.kafka.common.A,com.example.B, org.apache.kafka.C"));
    assertEquals(
        "com.example.org.apache.kafka.D",
        in(classes, "sasl.login.callback.handler.class", "com.example.org.apache.kafka.D"));
    assertEquals("broker:9093", in(classes, "bootstrap.servers", "broker:9093"));
  }

  private static String in(KafkaClasses classes, String name, String value) {
    return classes.in(Map.of(name, value)).getOrDefault(name, "");
  }
}
