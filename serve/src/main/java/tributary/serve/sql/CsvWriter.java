package tributary.serve.sql;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Comma-separated values after RFC 4180. */
final class CsvWriter implements ResultWriter {
  private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]|^ | $");

  private final Writer out;

  CsvWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Heading> headings) throws IOException {
    row(headings.stream().map(Heading::name).toArray());
  }

  @Override
  public void row(@Nullable Object[] values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      Object value = values[i];
      if (value != null) {
        out.write(quoted(Cells.line(value)));
      }
    }
    out.write("\r\n");
  }

  private static String quoted(String text) {
    return text.isEmpty() || SPECIAL.matcher(text).find()
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }
}
