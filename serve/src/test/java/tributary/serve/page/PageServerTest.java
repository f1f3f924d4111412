package tributary.serve.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tributary.serve.Sample.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.core.rows.Rows;
import tributary.serve.Sample;
import tributary.serve.board.LiveBoard;
import tributary.serve.page.EventReader.Received;

@Timeout(60)
class PageServerTest {
  private final LiveBoard board = new LiveBoard(Sample.pipeline());
  private PageServer server;

  @BeforeEach
  void start() throws IOException {
    server = PageServer.start(board, () -> Sample.status(1, 0), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void trade(String price, long sequence) {
    Rows silver = Sample.silverRows();
    Sample.trade(silver, "BTC-USD", price, NOON + sequence, sequence);
    board.rows(silver, 0, 1);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The first line of the answer to exactly these lines. */
  private String answerTo(String... lines) throws IOException {
    URI address = server.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      request = request.replace("PORT", Integer.toString(address.getPort()));
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void isDeafToTheNetwork() throws Exception {
    Optional<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    Assumptions.assumeTrue(outside.isPresent(), "Skipped: this machine has no network address");

    int port = server.address().getPort();
    assertThrows(ConnectException.class, () -> new Socket(outside.get(), port).close());
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/page.css, text/css",
    "/main.js, text/javascript",
    "/echarts.js, text/javascript",
    "/icon.svg, image/svg+xml"
  })
  void servesThePage(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);

    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElseThrow().startsWith(type));
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElseThrow());
    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"));
    assertTrue(!policy.contains("unsafe"));
    assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @Test
  void sendsAnUnchangedFileOnlyOnce() throws Exception {
    String tag = get("/echarts.js").headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        HttpRequest.newBuilder(server.address().resolve("/echarts.js"))
            .header("If-None-Match", tag)
            .build();

    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(again, HttpResponse.BodyHandlers.ofString());
    assertEquals(304, answer.statusCode());
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/index.html",
        "/..%2f..%2fetc/passwd",
        "/META-INF/MANIFEST.MF",
        "/favicon.ico"
      })
  void knowsNothingElse(String path) throws Exception {
    assertTrue(List.of(400, 404).contains(get(path).statusCode()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT", "[::1]:PORT"})
  void answersUnderTheNamesOfThisMachine(String host) throws Exception {
    assertEquals("HTTP/1.1 200 OK", answerTo("GET / HTTP/1.1", "Host: " + host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:PORT",
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil:PORT"
      })
  void refusesOtherNames(String host) throws Exception {
    assertEquals("HTTP/1.1 403 Forbidden", answerTo("GET / HTTP/1.1", "Host: " + host));
    assertEquals("HTTP/1.1 403 Forbidden", answerTo("GET /events HTTP/1.1", "Host: " + host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.example", "null", "https://localhost:PORT", "http://127.0.0.1:1"})
  void refusesForeignPages(String origin) throws Exception {
    assertEquals(
        "HTTP/1.1 403 Forbidden",
        answerTo("GET /events HTTP/1.1", "Host: localhost:PORT", "Origin: " + origin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void refusesEverythingButReading(String method) throws Exception {
    assertEquals(
        "HTTP/1.1 405 Method Not Allowed",
        answerTo(method + " / HTTP/1.1", "Host: localhost:PORT", "Content-Length: 0"));
  }

  @Test
  void sendsEverythingFirstAndThenWhatChanges() throws Exception {
    trade("1.5", 1);
    try (EventReader reader = new EventReader(server.address())) {
      Received first = reader.next();
      assertEquals("snapshot", first.name());
      assertEquals("sample", first.board().at("/pipeline/name").asText());
      assertEquals("1.5", first.board().at("/last/0/price").asText());

      trade("2.5", 2);
      Received change = nextWithTrades(reader);
      assertEquals("update", change.name());
      assertEquals("2.5", change.board().at("/last/0/price").asText());
      assertEquals(1, change.board().get("tape").size());
    }
  }

  private static Received nextWithTrades(EventReader reader) throws IOException {
    Received event = reader.next();
    while (event.board().get("tape").isEmpty()) {
      event = reader.next();
    }
    return event;
  }

  @Test
  void missesNoTradeAndRepeatsNoneWhileAReaderKeepsUp() throws Exception {
    try (EventReader reader = new EventReader(server.address())) {
      reader.next();
      List<Long> expected = new ArrayList<>();
      List<Long> received = new ArrayList<>();
      for (long sequence = 1; sequence <= 40; sequence++) {
        trade("1", sequence);
        expected.add(sequence);
        if (sequence % 8 == 0) {
          while (received.size() < expected.size()) {
            for (JsonNode tick : reader.next().board().get("tape")) {
              received.add(tick.get("sequence").asLong());
            }
          }
        }
      }
      assertEquals(expected, received);
    }
  }

  @Test
  void givesASlowReaderTheNewestAndQueuesNothing() throws Exception {
    RandomMarket market = new RandomMarket(7);
    market.history(board, 700);
    try (EventReader slow = new EventReader(server.address());
        EventReader quick = new EventReader(server.address())) {
      quick.next();
      int rounds = 60;
      for (int round = 1; round <= rounds; round++) {
        // About 300 KB each, so that what the slow reader leaves cannot hide in the sockets.
        market.history(board, 700);
        trade(Integer.toString(round), round);
        readUntilPrice(quick, round);
      }

      int events = readUntilPrice(slow, rounds);
      assertTrue(events < rounds / 2, "the slow reader was sent " + events + " events");
      assertEquals(2, server.readers());
    }
  }

  /** Reads until the newest price is this one; returns how many events that took. */
  private static int readUntilPrice(EventReader reader, int price) throws IOException {
    int events = 1;
    while (!prices(reader.next()).contains(Integer.toString(price))) {
      events++;
    }
    return events;
  }

  private static List<String> prices(Received event) {
    return event.board().get("last").findValuesAsText("price");
  }

  @Test
  void forgetsAReaderThatLeft() throws Exception {
    try (EventReader stays = new EventReader(server.address())) {
      EventReader leaves = new EventReader(server.address());
      leaves.next();
      leaves.close();
      for (int sequence = 1; server.readers() > 1; sequence++) {
        trade("1", sequence);
        stays.next();
      }
      assertEquals(1, server.readers());
    }
  }

  @Test
  void refusesMoreReadersThanItServes() throws Exception {
    List<EventReader> readers = new ArrayList<>();
    try {
      for (int i = 0; i < Push.MOST_CLIENTS; i++) {
        readers.add(new EventReader(server.address()));
      }
      for (EventReader reader : readers) {
        assertEquals("snapshot", reader.next().name());
      }
      assertTrue(
          answerTo("GET /events HTTP/1.1", "Host: localhost:PORT").startsWith("HTTP/1.1 503"));
    } finally {
      for (EventReader reader : readers) {
        reader.close();
      }
    }
  }

  @Test
  void endsTheStreamsWhenItCloses() throws Exception {
    try (EventReader reader = new EventReader(server.address())) {
      reader.next();
      server.close();
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              reader.next();
            }
          });
    }
  }

  @Test
  void saysWhenItsPortIsTaken() {
    int port = server.address().getPort();
    IOException refused =
        assertThrows(
            IOException.class, () -> PageServer.start(board, () -> Sample.status(1, 0), port));
    assertTrue(refused.toString().contains("Cannot open the page on 127.0.0.1:" + port));
    assertTrue(refused.toString().endsWith("Choose another port, or 0 for any free one"));
  }
}
