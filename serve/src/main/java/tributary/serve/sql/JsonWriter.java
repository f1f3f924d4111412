package tributary.serve.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects, one per row and line. Decimals and large integers are numbers with all digits. */
final class JsonWriter implements ResultWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final JsonGenerator json;
  private final boolean isArray;
  private List<Heading> headings = List.of();
  private long rows;

  private JsonWriter(JsonGenerator json, boolean isArray) {
    this.json = json;
    this.isArray = isArray;
  }

  static JsonWriter array(Writer out) throws IOException {
    return new JsonWriter(generator(out), true);
  }

  static JsonWriter lines(Writer out) throws IOException {
    return new JsonWriter(generator(out), false);
  }

  private static JsonGenerator generator(Writer out) throws IOException {
    return FACTORY.createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  @Override
  public void begin(List<Heading> columns) throws IOException {
    headings = columns;
    if (isArray) {
      json.writeStartArray();
    }
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    if (isArray || rows > 0) {
      json.writeRaw('\n');
    }
    rows++;
    json.writeStartObject();
    for (int i = 0; i < values.length; i++) {
      json.writeFieldName(headings.get(i).name());
      write(json, values[i]);
    }
    json.writeEndObject();
  }

  @Override
  public void end() throws IOException {
    if (isArray) {
      json.writeRaw('\n');
      json.writeEndArray();
    }
    if (isArray || rows > 0) {
      json.writeRaw('\n');
    }
    json.flush();
  }

  /** A single value as JSON text. */
  static String text(Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Number number) {
      writeNumber(json, number);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else {
      json.writeString(value.toString());
    }
  }

  private static void writeNumber(JsonGenerator json, Number number) throws IOException {
    if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (number instanceof Double || number instanceof Float) {
      json.writeNumber(number.doubleValue());
    } else {
      json.writeNumber(number.longValue());
    }
  }
}
