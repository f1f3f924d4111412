package tributary.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Looks why no answer came, since Kafka's clients only go on trying: connects once to each of the
 * first servers, and sees whether it speaks TLS just as the settings do.
 */
final class Diagnosis {
  private static final int MOST_SERVERS = 2;
  private static final int PATIENCE_MILLIS = 2_000;
  private static final int TLS_ALERT = 21;
  private static final int TLS_HANDSHAKE = 22;

  private Diagnosis() {}

  /** What is wrong with the first server that cannot be used. */
  static String of(String servers, String protocol) {
    List<String> asked = Arrays.stream(servers.split(",")).map(String::strip).toList();
    for (String server : asked.subList(0, Math.min(MOST_SERVERS, asked.size()))) {
      String found = look(server, protocol.endsWith("PLAINTEXT"));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "it takes connections; is it Kafka, and are the addresses that it advertises reachable from here?";
  }

  private static String look(String server, boolean isPlain) {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, Math.max(0, colon));
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(server.substring(colon + 1));
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return ofTls(server, isPlain, speaksTls(socket));
    } catch (UnknownHostException unknown) {
      return "nobody knows a host %s; check bootstrap.servers and the network".formatted(host);
    } catch (SocketTimeoutException silent) {
      return "%s takes no connection within %d s; is a firewall between?"
          .formatted(server, PATIENCE_MILLIS / 1000);
    } catch (IOException refused) {
      return "%s takes no connection (%s); is it running?".formatted(server, refused.getMessage());
    } catch (IllegalArgumentException unreadable) {
      return "%s is no host:port; check bootstrap.servers".formatted(server);
    }
  }

  private static String ofTls(String server, boolean isPlain, boolean isTls) {
    if (isPlain && isTls) {
      return "%s speaks TLS; set security.protocol to SASL_SSL (or SSL)".formatted(server);
    }
    if (!isPlain && !isTls) {
      return "%s takes connections and does not speak TLS; check the port and security.protocol"
          .formatted(server);
    }
    return "";
  }

  /** Greets as a TLS client does; only a TLS server answers with a record of TLS. */
  private static boolean speaksTls(Socket socket) throws IOException {
    try {
      socket.getOutputStream().write(greeting());
      int first = socket.getInputStream().read();
      return first == TLS_HANDSHAKE || first == TLS_ALERT;
    } catch (GeneralSecurityException | IOException unanswered) {
      return false;
    }
  }

  private static byte[] greeting() throws GeneralSecurityException, SSLException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    return Arrays.copyOf(hello.array(), hello.position());
  }
}
