package tributary.serve.sql;

import java.io.IOException;
import java.io.Writer;

/**
 * How an answer is written. In all of them timestamps are ISO 8601 in UTC, decimals keep all their
 * digits, and bytes are shown as text where they are UTF-8, otherwise as {@code \x} and hex digits.
 */
public enum ResultFormat {
  /**
   * Aligned columns for a terminal: at most {@value TableWriter#MOST_ROWS} rows, long values cut,
   * and a last line that says so.
   */
  TABLE {
    @Override
    ResultWriter writer(Writer out) {
      return new TableWriter(out);
    }
  },
  /** RFC 4180 with a header line; no value is an empty field, an empty text is {@code ""}. */
  CSV {
    @Override
    ResultWriter writer(Writer out) {
      return new CsvWriter(out);
    }
  },
  /** One array of objects. */
  JSON {
    @Override
    ResultWriter writer(Writer out) throws IOException {
      return JsonWriter.array(out);
    }
  },
  /** One object per line. */
  NDJSON {
    @Override
    ResultWriter writer(Writer out) throws IOException {
      return JsonWriter.lines(out);
    }
  };

  abstract ResultWriter writer(Writer out) throws IOException;
}
