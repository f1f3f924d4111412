package tributary.serve.board;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tributary.core.spec.Feed;
import tributary.core.spec.Gold;
import tributary.core.spec.Pipeline;

/**
 * The board's form on the wire: one line of JSON. Numbers of the market are text, to stay exact.
 */
final class BoardJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Pipeline pipeline;
  private final @Nullable Roles roles;

  BoardJson(Pipeline pipeline, @Nullable Roles roles) {
    this.pipeline = pipeline;
    this.roles = roles;
  }

  String write(Instruments instruments, Tape tape, @Nullable Status status, long since) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      if (since == LiveBoard.BEGINNING) {
        writePipeline(json);
      }
      writeInstruments(json, instruments, since);
      json.writeFieldName("tape");
      tape.write(json, since);
      if (status != null) {
        writeStatus(json, status);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void writePipeline(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("pipeline");
    json.writeStringField("name", pipeline.name());
    json.writeStringField("topic", pipeline.topic().name());
    Feed feed = pipeline.feed();
    if (feed != null) {
      json.writeStringField("venue", feed.venue());
    }
    json.writeStringField("bronze", pipeline.bronze());
    json.writeStringField("silver", pipeline.silver().table());
    json.writeStringField("quarantine", pipeline.quarantine());
    json.writeArrayFieldStart("gold");
    for (Gold gold : pipeline.gold()) {
      json.writeString(gold.table());
    }
    json.writeEndArray();
    if (roles != null) {
      json.writeStringField("candles", roles.candles().table());
      json.writeNumberField("windowSeconds", roles.candles().window().toSeconds());
    }
    json.writeEndObject();
  }

  private static void writeInstruments(JsonGenerator json, Instruments instruments, long since)
      throws IOException {
    json.writeBooleanField("more", instruments.full());
    json.writeArrayFieldStart("last");
    for (Instrument instrument : instruments.all()) {
      instrument.writeLast(json, since);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("candles");
    for (Instrument instrument : instruments.all()) {
      instrument.writeCandles(json, since);
    }
    json.writeEndObject();
  }

  private static void writeStatus(JsonGenerator json, Status status) throws IOException {
    json.writeObjectFieldStart("status");
    json.writeStringField("state", status.state().name());
    json.writeStringField("feed", status.feed());
    json.writeNumberField("eventsPerSecond", status.eventsPerSecond());
    writeProducts(json, status.products());
    if (status.lagRecords().isPresent()) {
      json.writeNumberField("lagRecords", status.lagRecords().getAsLong());
    }
    if (status.freshnessMillis().isPresent()) {
      json.writeNumberField("freshnessMillis", status.freshnessMillis().getAsLong());
    }
    writeCounts(json, "gaps", status.gaps());
    writeCopies(json, status.copies());
    json.writeNumberField("quarantined", status.quarantined());
    json.writeStringField("startedAt", status.startedAt().toString());
    json.writeStringField("dataFolder", status.dataFolder().toString());
    writeCounts(json, "rows", status.rowsPerTable());
    json.writeArrayFieldStart("errors");
    for (String error : status.errors()) {
      json.writeString(error);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeProducts(JsonGenerator json, List<ProductHealth> products)
      throws IOException {
    json.writeArrayFieldStart("products");
    for (ProductHealth product : products) {
      json.writeStartObject();
      json.writeStringField("product", product.product());
      json.writeStringField("state", product.state().name().toLowerCase(Locale.ROOT));
      if (product.sinceMicros().isPresent()) {
        json.writeNumberField("sinceMicros", product.sinceMicros().getAsLong());
      }
      json.writeStringField("reason", product.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCopies(JsonGenerator json, List<CopyHealth> copies) throws IOException {
    json.writeArrayFieldStart("copies");
    for (CopyHealth copy : copies) {
      json.writeStartObject();
      json.writeStringField("store", copy.store());
      json.writeStringField("name", copy.name());
      json.writeBooleanField("isWell", copy.isWell());
      json.writeStringField("text", copy.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeCounts(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
