package tributary.serve.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Reads the events over a plain socket, as slowly as the test wants; in HTTP 1.0, where no chunk
 * sizes stand between the bytes.
 */
final class EventReader implements AutoCloseable {
  private final Socket socket = new Socket();
  private final BufferedReader in;

  EventReader(URI page) throws IOException {
    socket.setReceiveBufferSize(8 * 1024);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(page.getHost(), page.getPort()));
    socket
        .getOutputStream()
        .write(
            "GET /events HTTP/1.0\r\nHost: %s\r\n\r\n"
                .formatted(page.getAuthority())
                .getBytes(US_ASCII));
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 1024);
  }

  /** One event. */
  record Received(String name, JsonNode board) {}

  /** Waits for the next event. */
  Received next() throws IOException {
    String name = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        return new Received(name, new ObjectMapper().readTree(line.substring(6)));
      }
    }
    throw new IOException("The server ended the connection");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
