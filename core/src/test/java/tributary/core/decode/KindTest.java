package tributary.core.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import tributary.core.Coinbase;
import tributary.core.intake.TableSchemas;
import tributary.core.ledger.Range;
import tributary.core.rows.Rows;

class KindTest {
  private static final long RECEIVED = micros("2026-09-29T13:46:00Z");
  private final OneColumn kind = OneColumn.ofKind("/type");
  private final Decoder coinbase = new Decoder(Coinbase.silver());
  private final Rows rows = new Rows(TableSchemas.silver(Coinbase.silver()));

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  private Outcome decode(String frame) {
    return coinbase.decode(frame.getBytes(UTF_8), RECEIVED, rows);
  }

  @Test
  void theKindSaysWhatAFrameIs() {
    assertEquals("a", kind.frame("{\"type\":\"row\",\"v\":\"a\"}"));
    assertEquals("a", kind.frame("{\"v\":\"a\",\"type\":\"\\u0072ow\"}"));
    assertEquals("control", kind.frame("{\"type\":\"ack\",\"v\":\"a\"}"));
    assertEquals("unknown_kind", kind.frame("{\"type\":\"rows\"}"));
    assertEquals("unknown_kind", kind.frame("{\"type\":\"ro\"}"));
    assertEquals("unknown_kind", kind.frame("{\"type\":\"\"}"));
  }

  @Test
  void aFrameWithoutKindIsRejected() {
    assertEquals("missing", kind.frame("{\"v\":\"a\"}"));
    assertEquals("missing", kind.frame("{\"type\":null}"));
    assertEquals("missing", kind.frame("{\"type\":1}"));
    assertEquals("missing", kind.frame("{\"type\":{\"type\":\"row\"}}"));
    assertEquals("missing", kind.frame("{\"type\":[\"row\"]}"));
    assertEquals("a", kind.frame("{\"type\":\"row\",\"v\":\"a\"}"));
    assertEquals("missing", kind.frame("{\"v\":\"a\"}"), "the frame before is forgotten");
  }

  @Test
  void anEmptyKindInAListIsAFrameWithoutKind() {
    Items items =
        new Items(
            """
            kind: /type
            rows: [row]
            control: [ack, ""]
            columns:
              time: {pointer: /time, type: timestamp, required: true}
            event_time: time
            """);
    String missing = "frame: missing /type: no kind";
    assertEquals(List.of("frame: control"), items.of("{\"v\":\"a\"}"));
    assertEquals(List.of("frame: control"), items.of("{\"type\":null}"));
    assertEquals(List.of("frame: control"), items.of("{\"type\":\"\"}"));
    assertEquals(
        List.of("frame: control with a time"), items.of("{\"time\":\"2026-01-31T23:59:59Z\"}"));
    assertEquals(List.of(missing), items.of("{\"type\":1}"));
    assertEquals(List.of(missing), items.of("{\"type\":{\"type\":\"ack\"}}"));
    assertEquals(List.of(missing), items.of("{\"type\":[\"ack\"]}"));
    assertEquals(List.of("frame: control"), items.of("{}"), "the frame before is forgotten");
    assertEquals(
        List.of("frame: unknown_kind the pipeline does not name rows"),
        items.of("{\"type\":\"rows\"}"));
    assertEquals(List.of("frame: missing time: nothing at /time"), items.of("{\"type\":\"row\"}"));
  }

  @Test
  void theKindMayLieDeeper() {
    OneColumn deep = OneColumn.ofKind("/head/type");
    assertEquals("a", deep.frame("{\"head\":{\"type\":\"row\"},\"v\":\"a\"}"));
    assertEquals("missing", deep.frame("{\"head\":\"row\",\"v\":\"a\"}"));
    assertEquals("missing", deep.frame("{\"type\":\"row\",\"v\":\"a\"}"));
  }

  @Test
  void aControlFrameNeedsNoColumns() {
    assertEquals(
        new Outcome.Control(Range.NO_TIME), decode("{\"type\":\"subscriptions\",\"price\":[]}"));
    assertEquals(
        new Outcome.Control(Range.NO_TIME),
        decode("{\"type\":\"error\",\"message\":\"no\",\"time\":7}"));
  }

  @Test
  void aControlFrameBringsItsTime() {
    assertEquals(
        new Outcome.Control(micros("2026-09-29T13:45:59Z")),
        decode("{\"type\":\"heartbeat\",\"time\":\"2026-09-29T13:45:59.000000Z\"}"));
  }

  @Test
  void anImplausibleTimeOfAControlFrameDoesNotCount() {
    assertEquals(
        new Outcome.Control(Range.NO_TIME),
        decode("{\"type\":\"heartbeat\",\"time\":\"2026-09-30T13:46:00.000001Z\"}"));
    assertEquals(
        new Outcome.Control(micros("2026-09-30T13:46:00Z")),
        decode("{\"type\":\"heartbeat\",\"time\":\"2026-09-30T13:46:00Z\"}"));
    assertEquals(
        new Outcome.Control(Range.NO_TIME),
        decode("{\"type\":\"heartbeat\",\"time\":\"9999-12-31T23:59:59Z\"}"));
  }

  @Test
  void aBrokenControlFrameIsNoControlFrame() {
    var rejected = assertInstanceOf(Outcome.Rejected.class, decode("{\"type\":\"heartbeat\""));
    assertEquals(Reason.NOT_JSON, rejected.reason());
  }

  @Test
  void aRowFulfilsItsChecks() {
    String frame =
        "{\"type\":\"ticker\",\"sequence\":1,\"product_id\":\"A\",\"price\":\"%s\",\"side\":\"%s\","
            + "\"time\":\"2026-09-29T13:45:58.1Z\",\"trade_id\":5}";
    assertInstanceOf(Outcome.Row.class, decode(frame.formatted("1", "buy")));
    var price = assertInstanceOf(Outcome.Rejected.class, decode(frame.formatted("0", "buy")));
    assertEquals(Reason.CHECK_FAILED, price.reason());
    assertEquals("price: 0.00000000 is not above 0", price.detail());
    var side = assertInstanceOf(Outcome.Rejected.class, decode(frame.formatted("1", "hold")));
    assertEquals("side: hold is not one of [buy, sell]", side.detail());
  }

  @Test
  void aRowHasWhatIsRequired() {
    var rejected =
        assertInstanceOf(Outcome.Rejected.class, decode("{\"type\":\"ticker\",\"sequence\":1}"));
    assertEquals(Reason.MISSING, rejected.reason());
    assertEquals("product_id: nothing at /product_id", rejected.detail());
  }
}
