package tributary.feeds.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.feeds.simulator.http.LoopbackHttp;
import tributary.feeds.simulator.http.Request;
import tributary.feeds.simulator.http.Response;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Secret;

/** The real client against a real socket that answers as no good server would. */
@Timeout(30)
class RestClientTest {
  private static final Secret KEY = new Secret("S3CRET/KEY");
  private static final InstantSource WALL =
      InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));
  private static final RestSettings SETTINGS =
      RestSettings.DEFAULT.withDeadline(Duration.ofSeconds(10));

  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void stop() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void bringsTheBodyByteByByteAndTheHeaders() {
    byte[] body = "{\"b\":1.10,\"a\":\"\u00e9\"}\n".getBytes(UTF_8);
    Answer answer = get(Response.json(body).header("CB-After", "17"));
    Answer.Page page = assertInstanceOf(Answer.Page.class, answer);
    assertArrayEquals(body, page.body());
    assertEquals(Optional.of("17"), page.headers().firstValue("cb-after"));
  }

  @Test
  void sendsParametersAndSecretsAndShowsOnlyTheParameters() {
    RestClient client = client(SETTINGS);
    URI address = serve(request -> Response.json("{}"));
    Call call =
        Call.to(address, "/query")
            .with("symbol", "A&B")
            .withSecret("apikey", KEY)
            .withHeader("x-key", KEY);
    assertInstanceOf(Answer.Page.class, client.get(call));
    assertEquals("/query", asked.get(0).path());
    assertEquals("A&B", asked.get(0).parameter("symbol"));
    assertEquals(KEY.reveal(), asked.get(0).parameter("apikey"));
    assertEquals(KEY.reveal(), asked.get(0).header("x-key"));
    assertEquals(address + "/query?symbol=A%26B&apikey=***", call.toString());
  }

  @Test
  void inflatesGzip() throws Exception {
    byte[] body = "{\"prices\":[1,2,3]}".getBytes(UTF_8);
    Answer answer = get(Response.json(gzip(body)).header("Content-Encoding", "gzip"));
    assertArrayEquals(body, assertInstanceOf(Answer.Page.class, answer).body());
    assertEquals("gzip", asked.get(0).header("accept-encoding"));
  }

  @Test
  void aGzipBombIsNotInflatedToItsEnd() throws Exception {
    byte[] bomb = gzip(new byte[3 << 20]);
    assertFailed(
        "gzip body that grows more than 200 times",
        false,
        get(Response.json(bomb).header("Content-Encoding", "gzip"), SETTINGS));
    RestSettings patient =
        new RestSettings(Duration.ofSeconds(5), Duration.ofSeconds(10), 1 << 20, 100_000);
    assertFailed(
        "gzip body larger than 1048576 bytes when inflated",
        false,
        get(Response.json(bomb).header("Content-Encoding", "gzip"), patient));
  }

  @Test
  void aBodyOverTheBoundIsGivenUp() {
    assertFailed(
        "body larger than 1000 bytes",
        false,
        get(Response.json(new byte[1_001]), SETTINGS.withMaxBodyBytes(1_000)));
  }

  @Test
  void aBodyThatDripsForEverIsGivenUpAtTheDeadline() {
    Response slow = Response.json(new byte[1 << 20]).in(Response.Manner.DRIPPING);
    assertFailed(
        "no whole answer within 0.2 s",
        true,
        get(slow, SETTINGS.withDeadline(Duration.ofMillis(200))));
  }

  @Test
  void aVenueThatSaysNothingIsGivenUpAtTheDeadline() {
    Response silent = Response.json("{}").in(Response.Manner.SILENT);
    assertFailed(
        "no whole answer within 0.2 s",
        true,
        get(silent, SETTINGS.withDeadline(Duration.ofMillis(200))));
  }

  @Test
  void aBodyThatIsCutIsNoPage() {
    Answer answer = get(Response.json("{\"a\":1}").in(Response.Manner.CUT));
    assertTrue(assertInstanceOf(Answer.Failed.class, answer).isRetryable(), answer.toString());
  }

  @Test
  void aCutGzipBodyIsNoPage() throws Exception {
    byte[] whole = gzip("{\"prices\":[1,2,3]}".getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length - 6);
    Answer answer = get(Response.json(cut).header("Content-Encoding", "gzip"));
    assertTrue(assertInstanceOf(Answer.Failed.class, answer).reason().contains("gzip"));
  }

  @Test
  void redirectsAreNotFollowed() {
    List<Request> elsewhere = new ArrayList<>();
    LoopbackHttp other =
        opened(
            new LoopbackHttp(
                request -> {
                  elsewhere.add(request);
                  return Response.json("{}");
                }));
    URI target = other.start();
    Answer answer = get(Response.json("{}").status(302).header("Location", target + "/steal"));
    assertFailed("HTTP 302, a redirect, which is not followed", false, answer);
    assertTrue(elsewhere.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/json; charset=iso-8859-1", "text/plain", ""})
  void whatIsNoJsonByItsTypeIsNoPage(String type) {
    Answer answer = get(Response.json("{}").header("Content-Type", type));
    String shown = type.isEmpty() ? "none" : type;
    assertFailed("content type that is no JSON in UTF-8: " + shown, true, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json;charset=UTF-8", "text/json", "application/problem+json"})
  void jsonIsKnownByItsTypes(String type) {
    assertInstanceOf(Answer.Page.class, get(Response.json("{}").header("Content-Type", type)));
  }

  @Test
  void bytesThatAreNotUtf8AreNoPage() {
    assertFailed(
        "body that is not UTF-8, or begins with a byte order mark",
        true,
        get(Response.json(new byte[] {'"', (byte) 0xe9, '"'})));
    assertFailed(
        "body that is not UTF-8, or begins with a byte order mark",
        true,
        get(Response.json("\ufeff{}")));
  }

  @Test
  void nothingIsNoPage() {
    assertFailed("empty body", true, get(Response.json("")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "53                            | 53",
        "0                             | 0",
        "Fri, 20 Nov 2026 12:01:30 GMT | 90",
        "Fri, 20 Nov 2026 11:00:00 GMT | 0",
        "999999999999999999            | 86400",
        "soon                          | -1",
        "-5                            | -1",
      })
  void saysHowLongTheVenueWantsToBeLeftAlone(String header, long seconds) {
    Answer answer = get(Response.json("{}").status(429).header("Retry-After", header));
    Answer.Limited limited = assertInstanceOf(Answer.Limited.class, answer);
    assertEquals(seconds, limited.retryAfter().map(Duration::toSeconds).orElse(-1L));
    assertEquals("HTTP 429 {}", limited.reason());
  }

  @Test
  void aLimitWithoutATimeIsALimitToo() {
    Answer answer = get(Response.json("{}").status(429));
    assertEquals(Optional.empty(), assertInstanceOf(Answer.Limited.class, answer).retryAfter());
  }

  @Test
  void serversInTroubleMayBeAskedAgain() {
    assertFailed("HTTP 503 oops", true, get(Response.json("oops").status(503)));
    assertInstanceOf(
        Answer.Limited.class, get(Response.json("oops").status(503).header("Retry-After", "3")));
  }

  @Test
  void refusalsTellTheVenuesWordsInOneLineWithoutTheSecret() {
    String words = "no\u0007 key\n\u202e " + KEY.reveal() + " S3CRET%2FKEY";
    Answer answer = get(Response.json(words).status(401));
    assertEquals(new Answer.Refused(401, "HTTP 401 no key *** ***"), answer);
  }

  @Test
  void aVenueThatIsAwayMayBeAskedAgain() {
    LoopbackHttp gone = new LoopbackHttp(request -> Response.json("{}"));
    URI address = gone.address();
    gone.close();
    assertFailed("cannot connect", true, client(SETTINGS).get(call(address)));
  }

  @Test
  void aVenueThatHangsUpIsAskedOnce() {
    Response hungUp = Response.json("{}").in(Response.Manner.HUNG_UP);
    assertFailed("connection closed without an answer", true, get(hungUp));
    assertEquals(1, asked.size());
  }

  @Test
  void aClosedClientMakesNoCall() {
    RestClient client = client(SETTINGS);
    URI address = serve(request -> Response.json("{}"));
    client.close();
    assertFailed("closed", false, client.get(call(address)));
    assertTrue(asked.isEmpty());
  }

  @Test
  void anInterruptEndsTheCall() {
    URI address = serve(request -> Response.json("{}").in(Response.Manner.SILENT));
    Thread.currentThread().interrupt();
    assertFailed("interrupted", false, client(SETTINGS).get(call(address)));
    assertTrue(Thread.interrupted());
  }

  private Answer get(Response response) {
    return get(response, SETTINGS);
  }

  private Answer get(Response response, RestSettings settings) {
    Answer answer = client(settings).get(call(serve(request -> response)));
    assertFalse(answer.toString().contains(KEY.reveal()), "no answer tells the key");
    return answer;
  }

  private static Call call(URI address) {
    return Call.to(address, "/query").withSecret("apikey", KEY);
  }

  private URI serve(Function<Request, Response> venue) {
    return opened(
            new LoopbackHttp(
                request -> {
                  asked.add(request);
                  return venue.apply(request);
                }))
        .start();
  }

  private RestClient client(RestSettings settings) {
    return opened(new RestClient(settings, WALL));
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    open.push(closeable);
    return closeable;
  }

  private static void assertFailed(String reason, boolean isRetryable, Answer answer) {
    assertEquals(new Answer.Failed(reason, isRetryable), answer);
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
