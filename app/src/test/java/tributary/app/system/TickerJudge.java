package tributary.app.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tributary.core.rows.Type;
import tributary.core.spec.ColumnSpec;
import tributary.core.spec.Pipeline;

/**
 * Reads tickers as the pipeline {@code coinbase} says, and shares no code with the product's
 * decoder: JSON by Jackson, numbers as BigDecimal, times by java.time.
 */
final class TickerJudge implements Judge {
  private static final Set<String> CONTROL =
      Set.of(
          "subscriptions",
          "heartbeat",
          "error",
          "match",
          "last_match",
          "l2update",
          "snapshot",
          "status",
          "received",
          "open",
          "done",
          "change",
          "activate",
          "auction",
          "rfq_match");
  private static final Set<String> SIDES = Set.of("buy", "sell");
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int DEEPEST = 64;
  private static final int LONGEST = 1 << 20;
  private static final Verdict REJECTED = new Verdict.Rejected();

  private final ObjectMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final List<ColumnSpec> columns;

  TickerJudge(Pipeline pipeline) {
    columns = pipeline.silver().columns();
  }

  @Override
  public Verdict judge(byte @Nullable [] frame, long receivedMicros) {
    JsonNode node = object(frame);
    if (node == null) {
      return REJECTED;
    }
    String kind = node.path("type").asText("");
    if (CONTROL.contains(kind)) {
      return control(node, controlTime(node, receivedMicros));
    }
    return kind.equals("ticker") ? ticker(node, receivedMicros) : REJECTED;
  }

  private static Verdict control(JsonNode node, long timeMicros) {
    JsonNode newest = node.path("last_trade_id");
    JsonNode product = node.path("product_id");
    return timeMicros != Long.MIN_VALUE && newest.canConvertToLong() && product.isTextual()
        ? new Verdict.Control(timeMicros, product.asText(), newest.asLong())
        : new Verdict.Control(timeMicros);
  }

  private Verdict ticker(JsonNode node, long receivedMicros) {
    try {
      Tick tick = tick(node);
      return tick != null && isSound(tick, node, receivedMicros) ? new Verdict.Row(tick) : REJECTED;
    } catch (ArithmeticException | NumberFormatException unfit) {
      return REJECTED;
    }
  }

  private @Nullable JsonNode object(byte @Nullable [] frame) {
    if (frame == null || frame.length > LONGEST) {
      return null;
    }
    try {
      JsonNode node = json.readTree(frame);
      return node.isObject() ? node : null;
    } catch (IOException malformed) {
      return null;
    }
  }

  private static long controlTime(JsonNode node, long receivedMicros) {
    if (!node.path("time").isTextual()) {
      return Long.MIN_VALUE;
    }
    long time = micros(node.path("time").asText());
    return isNear(time, receivedMicros) ? time : Long.MIN_VALUE;
  }

  private @Nullable Tick tick(JsonNode node) {
    List<String> cells = new ArrayList<>();
    for (ColumnSpec column : columns) {
      JsonNode value = node.path(column.name());
      if (value.isMissingNode() || value.isNull()) {
        if (column.required()) {
          return null;
        }
        cells.add("null");
      } else {
        cells.add(cell(value.asText(), column.type()));
      }
    }
    return new Tick(
        node.path("product_id").asText(),
        node.path("trade_id").asLong(),
        micros(node.path("time").asText()),
        new BigDecimal(node.path("price").asText()),
        new BigDecimal(node.path("last_size").asText("0")),
        cells);
  }

  private static String cell(String text, Type type) {
    if (type instanceof Type.Decimal decimal) {
      return new BigDecimal(text).setScale(decimal.scale()).toPlainString();
    }
    return type instanceof Type.Timestamp ? Long.toString(micros(text)) : text;
  }

  private static boolean isSound(Tick tick, JsonNode node, long receivedMicros) {
    return tick.price().signum() > 0
        && isNear(tick.timeMicros(), receivedMicros)
        && (!node.has("side") || SIDES.contains(node.get("side").asText()));
  }

  private static boolean isNear(long timeMicros, long receivedMicros) {
    return receivedMicros == Long.MIN_VALUE || Math.abs(timeMicros - receivedMicros) <= DAY_MICROS;
  }

  private static long micros(String time) {
    try {
      Instant instant = Instant.parse(time);
      return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    } catch (DateTimeParseException invalid) {
      return Long.MIN_VALUE / 2;
    }
  }
}
