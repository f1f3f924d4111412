package tributary.feeds.simulator.kraken;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes an update of the {@code trade} channel in the venue's key order. Numbers come as text, so
 * that their trailing zeros stay.
 */
final class TradeText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private TradeText() {}

  /** A frame of one trade. */
  static String of(
      String symbol,
      String side,
      String price,
      String quantity,
      String orderType,
      String id,
      long micros) {
    return "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"symbol\":\""
        + symbol
        + "\",\"side\":\""
        + side
        + "\",\"price\":"
        + price
        + ",\"qty\":"
        + quantity
        + ",\"ord_type\":\""
        + orderType
        + "\",\"trade_id\":"
        + id
        + ",\"timestamp\":\""
        + time(micros)
        + "\"}]}";
  }

  /** {@code 2026-08-02T05:43:39.154709Z} */
  static String time(long micros) {
    long second = Math.floorDiv(micros, 1_000_000L);
    return TIME.format(Instant.ofEpochSecond(second, Math.floorMod(micros, 1_000_000L) * 1_000));
  }
}
