package tributary.app.broker;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Says what Kafka's exceptions mean and what to do about them. */
final class Trouble {
  private static final int LONGEST_TEXT = 300;

  private Trouble() {}

  /** What went wrong, and what to do, in one line. */
  static String text(Throwable reason) {
    if (reason instanceof SslAuthenticationException) {
      return ofTls(reason);
    }
    if (reason instanceof SaslAuthenticationException) {
      return "it refused user and password (%s); check sasl.jaas.config, and what the secrets that it asks for hold now"
          .formatted(line(reason));
    }
    if (reason instanceof AuthorizationException) {
      return "%s; the user lacks a right: Describe and Read on the topic, Write where a feed publishes, Create where the topic is missing"
          .formatted(line(reason));
    }
    return line(reason);
  }

  private static String ofTls(Throwable reason) {
    Throwable root = causes(reason).reduce((first, next) -> next).orElse(reason);
    if (holds(reason, CertificateExpiredException.class::isInstance)) {
      return "its certificate has expired (%s); it has to be renewed there".formatted(line(root));
    }
    if (holds(reason, CertificateNotYetValidException.class::isInstance)) {
      return "its certificate is not valid yet (%s); check the clock of this machine"
          .formatted(line(root));
    }
    if (holds(reason, CertPathBuilderException.class::isInstance)) {
      return "its certificate comes from nobody whom this JVM trusts; name the authority's certificate in ssl.truststore.location (ssl.truststore.type=PEM for a PEM file)";
    }
    String said = line(root);
    if (said.startsWith("No name matching") || said.startsWith("No subject alternative")) {
      return "its certificate is for another host (%s); use a name in bootstrap.servers that the certificate bears"
          .formatted(said);
    }
    return "no encrypted connection (%s); check security.protocol, the port and the ssl settings"
        .formatted(said);
  }

  private static boolean holds(Throwable reason, Predicate<Throwable> wanted) {
    return causes(reason).anyMatch(wanted);
  }

  private static Stream<Throwable> causes(Throwable reason) {
    return Stream.iterate(reason, each -> each != null, Throwable::getCause).limit(20);
  }

  /** What an exception says, which may come from the other side: one line of bounded length. */
  private static String line(Throwable reason) {
    String text = String.valueOf(reason.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }
}
