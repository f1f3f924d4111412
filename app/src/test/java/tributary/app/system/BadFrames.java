package tributary.app.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Frames with something wrong in each, and what has to become of them. */
final class BadFrames {
  static final Instant SENT_AT = Instant.parse("2026-01-01T00:00:00Z");

  /** The fate of a frame that is not for quarantine. */
  static final String TAKEN = "taken";

  private static final byte[] KEY = "BTC-USD".getBytes(UTF_8);
  private static final int MEBIBYTE = 1 << 20;

  /**
   * A record.
   *
   * @param fate its reason in quarantine, or {@link #TAKEN}
   */
  record Sample(
      String name,
      byte @Nullable [] key,
      byte @Nullable [] frame,
      List<Header> headers,
      String fate) {}

  private final List<Sample> samples = new ArrayList<>();
  private int trades;

  private BadFrames() {}

  static List<Sample> all() {
    BadFrames frames = new BadFrames();
    frames.addRecords();
    frames.addTexts();
    frames.addSizes();
    frames.addBytes();
    frames.addPrices();
    frames.addTimes();
    frames.addMembers();
    return frames.samples;
  }

  /** Sound frames in strange records, and the other way round. */
  private void addRecords() {
    add("a sound frame", ticker(""), TAKEN);
    samples.add(new Sample("a tombstone", KEY, null, List.of(), "empty"));
    samples.add(new Sample("no key", null, latin(ticker("")), List.of(), TAKEN));
    byte[] noKey = {0, (byte) 0xff, (byte) 0xfe, 10};
    samples.add(new Sample("a binary key", noKey, latin(ticker("")), List.of(), TAKEN));
    samples.add(new Sample("a huge key", new byte[100_000], latin(ticker("")), List.of(), TAKEN));
    addWithHeader("a receive time in words", new RecordHeader("received_at", latin("noon")));
    addWithHeader("a receive time of null", new RecordHeader("received_at", (byte[]) null));
    addWithHeader("another header", new RecordHeader("träce", new byte[] {0, -1}));
  }

  private void addWithHeader(String name, Header header) {
    samples.add(new Sample(name, KEY, latin(ticker("")), List.of(header), TAKEN));
  }

  private void addTexts() {
    add("nothing", "", "not_json");
    add("white space", " \n", "not_json");
    add("a number", "42", "not_json");
    add("null", "null", "not_json");
    add("an array", "[" + ticker("") + "]", "not_json");
    add("words", "upstream connect error", "not_json");
    add("cut in a name", "{\"type\":\"ticker\",\"seq", "not_json");
    add("cut in a number", "{\"type\":\"ticker\",\"sequence\":12", "not_json");
    String whole = ticker("");
    add("cut before its end", whole.substring(0, whole.length() - 1), "not_json");
    add("two objects", ticker("") + ticker(""), "not_json");
    add("a trailing comma", "{\"type\":\"ticker\",}", "not_json");
    add("a comment", "{\"type\":\"ticker\"/* */}", "not_json");
    add("single quotes", "{'type':'ticker'}", "not_json");
    add("a leading zero", ticker(",\"x\":007"), "not_json");
    add("a plain NaN", ticker(",\"x\":NaN"), "not_json");
    add("an unknown escape", ticker(",\"x\":\"\\q\""), "not_json");
  }

  private void addSizes() {
    add("64 deep", ticker(",\"x\":" + nested(63)), TAKEN);
    add("65 deep", ticker(",\"x\":" + nested(64)), "too_deep");
    add("a million deep", "{\"x\":" + "[".repeat(MEBIBYTE - 16), "too_deep");
    add("one MiB", padded(MEBIBYTE), TAKEN);
    add("one byte more than one MiB", padded(MEBIBYTE + 1), "too_large");
    add("three MiB", padded(3 * MEBIBYTE), "too_large");
    add("sixty thousand members", ticker(members(60_000)), TAKEN);
    add("a number of 50000 digits", ticker(",\"x\":" + "9".repeat(50_000)), TAKEN);
    add("a price of a million digits", priced("\"" + "9".repeat(1_000_000) + "\""), "out_of_range");
  }

  private void addBytes() {
    add("a byte that is not UTF-8", ticker(",\"x\":\"\u00ff\""), "not_utf8");
    add("an overlong slash", ticker(",\"x\":\"\u00c0\u00af\""), "not_utf8");
    add("a surrogate in UTF-8", ticker(",\"x\":\"\u00ed\u00a0\u0080\""), "not_utf8");
    add("bytes cut in a character", ticker(",\"x\":\"\u00e2\u0082\""), "not_utf8");
    add("UTF-16", ticker("").replace("", "\0"), "not_json");
    add("a byte order mark", "\u00ef\u00bb\u00bf" + ticker(""), "not_json");
    add("a NUL in a text", ticker(",\"x\":\"\0\""), "not_json");
    add("a NUL after the frame", ticker("") + "\0", "not_json");
    add("an escaped NUL in a product", produced("BTC\\u0000USD"), TAKEN);
    add("a bidi override in a product", produced("\\u202eDSU-CTB"), TAKEN);
    add("a tag in a product", produced("<img src=x onerror=alert(1)>"), TAKEN);
    add("half a surrogate pair in a product", produced("\\ud800"), "not_utf8");
  }

  private void addPrices() {
    add("a price of one hundred, with an exponent", priced("\"1e2\""), TAKEN);
    add("a price as a number", priced("100.25"), TAKEN);
    add("the highest price", priced("\"9999999999.99999999\""), TAKEN);
    add("a price above the highest", priced("\"10000000000\""), "out_of_range");
    add("a price of 39 digits", priced("\"" + "1".repeat(39) + "\""), "out_of_range");
    add("a price of 1e308", priced("\"1e308\""), "out_of_range");
    add("a price of 1e-30", priced("\"1e-30\""), "out_of_range");
    add("a price with nine decimals", priced("\"0.123456789\""), "out_of_range");
    add("a price of zero", priced("\"0\""), "check_failed");
    add("a price of minus zero", priced("\"-0.0\""), "check_failed");
    add("a negative price", priced("\"-1\""), "check_failed");
    add("a price of NaN", priced("\"NaN\""), "wrong_type");
    add("a price of infinity", priced("\"Infinity\""), "wrong_type");
    add("a price with a decimal comma", priced("\"1,5\""), "wrong_type");
    add("a price in hex", priced("\"0x10\""), "wrong_type");
    add("a price in words", priced("\"\""), "wrong_type");
    add("a price of true", priced("true"), "wrong_type");
    add("a price of null", priced("null"), "missing");
    add("a price in an object", priced("{\"value\":1}"), "wrong_type");
    add("a price in an array", priced("[1]"), "wrong_type");
  }

  private void addTimes() {
    add("a time of 1970", timed("\"1970-01-01T00:00:00Z\""), "check_failed");
    add("a time of 9999", timed("\"9999-12-31T23:59:59.999999Z\""), "check_failed");
    add("a time of next week", timed("\"2026-01-08T00:00:00Z\""), "check_failed");
    add("a time one day ahead", timed("\"2026-01-02T00:00:00Z\""), TAKEN);
    add("a time in another zone", timed("\"2026-01-01T05:30:00+05:30\""), TAKEN);
    add("a time without a zone", timed("\"2026-01-01T00:00:00\""), "wrong_type");
    add("a time in milliseconds", timed("1767225600000"), "wrong_type");
    add("a thirteenth month", timed("\"2026-13-01T00:00:00Z\""), "out_of_range");
    add("the 30th of February", timed("\"2026-02-30T00:00:00Z\""), "out_of_range");
    add("an hour too many", timed("\"2026-01-01T24:00:00Z\""), "out_of_range");
    add("a year of five digits", timed("\"12026-01-01T00:00:00Z\""), "wrong_type");
  }

  private void addMembers() {
    add("a price twice", ticker(",\"price\":\"2\""), "duplicate_member");
    add("a kind twice", ticker(",\"type\":\"ticker\""), "duplicate_member");
    add("no members", "{}", "missing");
    add("a kind of null", "{\"type\":null}", "missing");
    add("another kind", "{\"type\":\"surprise\",\"trade_id\":1}", "unknown_kind");
    add("a kind in capitals", ticker("").replace("ticker", "TICKER"), "unknown_kind");
    add("a kind that is a number", "{\"type\":5}", "missing");
    add("only a kind", "{\"type\":\"ticker\"}", "missing");
    add("a side of neither", ticker(",\"side\":\"both\""), "check_failed");
    add("a trade id beyond 64 bits", traded("9223372036854775808"), "out_of_range");
    add("a trade id with a fraction", traded("1.5"), "out_of_range");
    add("a trade id in words", traded("\"one\""), "wrong_type");
    add("a control frame with a strange body", "{\"type\":\"error\",\"price\":[]}", TAKEN);
    add("a heartbeat of 9999", "{\"type\":\"heartbeat\",\"time\":\"9999-01-01T00:00:00Z\"}", TAKEN);
  }

  /** Adds a frame whose bytes are the text's characters. */
  private void add(String name, String latin, String fate) {
    samples.add(new Sample(name, KEY, latin(latin), List.of(), fate));
  }

  private static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** A sound ticker of a new trade, with more members at its end. */
  private String ticker(String more) {
    return ticker("BTC-USD", "\"100.5\"", "\"2026-01-01T00:00:00.000001Z\"", nextTrade(), more);
  }

  private String produced(String product) {
    return ticker(product, "\"100.5\"", "\"2026-01-01T00:00:00.000001Z\"", nextTrade(), "");
  }

  private String priced(String price) {
    return ticker("BTC-USD", price, "\"2026-01-01T00:00:00.000001Z\"", nextTrade(), "");
  }

  private String timed(String time) {
    return ticker("BTC-USD", "\"100.5\"", time, nextTrade(), "");
  }

  private String traded(String tradeId) {
    return ticker("BTC-USD", "\"100.5\"", "\"2026-01-01T00:00:00.000001Z\"", tradeId, "");
  }

  private String nextTrade() {
    trades++;
    return Integer.toString(trades);
  }

  private static String ticker(
      String product, String price, String time, String tradeId, String more) {
    return "{\"type\":\"ticker\",\"sequence\":%s,\"product_id\":\"%s\",\"price\":%s,\"time\":%s,\"trade_id\":%s,\"last_size\":\"0.1\"%s}"
        .formatted("1", product, price, time, tradeId, more);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private String padded(int bytes) {
    String frame = ticker(",\"x\":\"\"");
    return frame.replace("\"x\":\"\"", "\"x\":\"" + "x".repeat(bytes - frame.length()) + "\"");
  }

  private static String members(int count) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < count; i++) {
      members.append(",\"m").append(i).append("\":1");
    }
    return members.toString();
  }
}
