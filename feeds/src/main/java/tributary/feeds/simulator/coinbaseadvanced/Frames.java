package tributary.feeds.simulator.coinbaseadvanced;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static tributary.feeds.simulator.source.FrameBuffer.ascii;
import static tributary.feeds.simulator.source.Instrument.SIZE_DECIMALS;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import tributary.feeds.simulator.source.FrameBuffer;
import tributary.feeds.simulator.source.Instrument;
import tributary.feeds.simulator.source.WireTime;

/** Writes frames in the venue's own key order and number forms. For one thread. */
final class Frames {
  private static final DateTimeFormatter GO_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PERCENT_DECIMALS = 14;
  private static final byte[] END = ascii("\"}]}]}");

  private final FrameBuffer buffer = new FrameBuffer();
  private final WireTime time = new WireTime();

  /** The state of a product after a trade. */
  byte[] ticker(long nanos, Instrument of) {
    int decimals = of.decimals();
    begin("ticker", nanos);
    text("{\"type\":\"update\",\"tickers\":[{\"type\":\"ticker\",\"product_id\":\"");
    buffer.add(of.productBytes());
    text("\",\"price\":\"").trimmed(of.priceTicks(), decimals);
    text("\",\"volume_24_h\":\"").trimmed(of.volume(), SIZE_DECIMALS);
    text("\",\"low_24_h\":\"").trimmed(of.lowTicks(), decimals);
    text("\",\"high_24_h\":\"").trimmed(of.highTicks(), decimals);
    text("\",\"low_52_w\":\"").trimmed(of.lowTicks() / 2, decimals);
    text("\",\"high_52_w\":\"").trimmed(of.highTicks() * 2, decimals);
    text("\",\"price_percent_chg_24_h\":\"" + percent(of));
    text("\",\"best_bid\":\"").trimmed(of.bidTicks(), decimals);
    text("\",\"best_ask\":\"").trimmed(of.askTicks(), decimals);
    text("\",\"best_bid_quantity\":\"").trimmed(of.bidSize(), SIZE_DECIMALS);
    text("\",\"best_ask_quantity\":\"").trimmed(of.askSize(), SIZE_DECIMALS);
    buffer.add(END);
    return frame();
  }

  private static String percent(Instrument of) {
    return BigDecimal.valueOf(of.priceTicks() - of.openTicks())
        .multiply(HUNDRED)
        .divide(BigDecimal.valueOf(of.openTicks()), PERCENT_DECIMALS, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** One trade, as an element of a frame: the side is the maker's. */
  String trade(long micros, Instrument of) {
    buffer.clear();
    text("{\"product_id\":\"").add(of.productBytes());
    text("\",\"trade_id\":\"").add(of.tradeId());
    text("\",\"price\":\"").trimmed(of.priceTicks(), of.decimals());
    text("\",\"size\":\"").trimmed(of.lastSize(), SIZE_DECIMALS);
    text("\",\"time\":\"");
    time.writeCut(buffer, micros * 1_000);
    text("\",\"side\":\"" + (of.bought() ? "SELL" : "BUY") + "\"}");
    return new String(frame(), US_ASCII);
  }

  /** A frame of trades. */
  byte[] trades(long nanos, List<String> trades) {
    begin("market_trades", nanos);
    text("{\"type\":\"update\",\"trades\":[" + String.join(",", trades) + "]}]}");
    return frame();
  }

  /** A sign of life, with the time as a Go program prints it. */
  byte[] heartbeat(long nanos, long number) {
    begin("heartbeats", nanos);
    text("{\"current_time\":\"" + GO_SECOND.format(Instant.ofEpochSecond(0, nanos)) + ".");
    buffer.padded(nanos % 1_000_000_000, 9);
    text(" +0000 UTC m=+").add(number).add(ascii(".")).padded(nanos % 1_000_000_000, 9);
    text("\",\"heartbeat_counter\":").add(number).add(ascii("}]}"));
    return frame();
  }

  /** All that is subscribed, as the event of an ack. */
  byte[] ack(long nanos, String channels) {
    begin("subscriptions", nanos);
    text("{\"subscriptions\":{" + channels + "}}]}");
    return frame();
  }

  private void begin(String channel, long nanos) {
    buffer.clear();
    text("{\"channel\":\"" + channel + "\",\"timestamp\":\"");
    time.writeCut(buffer, nanos);
    text("\",\"sequence_num\":0,\"events\":[");
  }

  private FrameBuffer text(String text) {
    return buffer.add(ascii(text));
  }

  private byte[] frame() {
    return Arrays.copyOf(buffer.array(), buffer.length());
  }
}
