package tributary.spark.query;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka's classes by the names that one client in this JVM has for them. The properties of a client
 * name some, a login module above all, and two clients read them: the one inside Spark's source,
 * which Databricks moved to another package, and ours, which the job jar moves too.
 *
 * @param prefix what stands before Kafka's own names
 */
record KafkaClasses(String prefix) {
  /** Made of parts, since shading rewrites a constant that is the name of a moved package. */
  private static final String KAFKA = String.join(".", "org", "apache", "kafka", "");

  private static final String OF_DATABRICKS = "kafkashaded.";

  private static final String JAAS = "sasl.jaas.config";

  /** Where a class is named; also as Databricks' own pages tell to name it. */
  private static final String NAME =
      "\\s*+(?:" + Pattern.quote(OF_DATABRICKS) + ")?" + Pattern.quote(KAFKA);

  /** Only the first word of it is a class; a password after it may hold anything. */
  private static final Pattern LOGIN_MODULE = Pattern.compile("^" + NAME);

  private static final Pattern LISTED = Pattern.compile("(?<=^|,)" + NAME);

  /** The classes of Spark's source. */
  static KafkaClasses ofSpark() {
    return ofSpark(KafkaClasses::isHere);
  }

  /**
   * @param isHere whether there is a class of this name
   */
  static KafkaClasses ofSpark(Predicate<String> isHere) {
    boolean moved = isHere.test(OF_DATABRICKS + KAFKA + "common.security.plain.PlainLoginModule");
    return new KafkaClasses(moved ? OF_DATABRICKS : "");
  }

  /** The classes of our own clients. */
  static KafkaClasses ofOurs() {
    return ofOurs(Admin.class.getName());
  }

  /**
   * @param admin the name of Kafka's admin client as we see it
   */
  static KafkaClasses ofOurs(String admin) {
    return new KafkaClasses(admin.substring(0, Math.max(0, admin.indexOf(KAFKA))));
  }

  private static boolean isHere(String name) {
    try {
      Class.forName(name, false, KafkaClasses.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** The properties of a client, with Kafka's classes by these names. */
  Map<String, String> in(Map<String, String> client) {
    Map<String, String> named = new TreeMap<>();
    client.forEach((name, value) -> named.put(name, named(name, value)));
    return named;
  }

  private String named(String name, String value) {
    Pattern place = name.equals(JAAS) ? LOGIN_MODULE : LISTED;
    return place.matcher(value).replaceAll(Matcher.quoteReplacement(prefix + KAFKA));
  }
}
