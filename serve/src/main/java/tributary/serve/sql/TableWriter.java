package tributary.serve.sql;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns for a terminal. Control characters are shown, not sent: a value from a venue must
 * not move the cursor.
 */
final class TableWriter implements ResultWriter {
  /** How many rows are shown. */
  static final int MOST_ROWS = 1000;

  /** How many characters of a value are shown. */
  static final int MOST_CHARACTERS = 64;

  private static final String GAP = "  ";

  private final Writer out;
  private final List<String[]> shown = new ArrayList<>();
  private List<Heading> headings = List.of();
  private int[] widths = {};
  private long rows;
  private boolean isCut;

  TableWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<Heading> columns) {
    headings = columns;
    widths = new int[columns.size()];
    keep(columns.stream().map(Heading::name).toArray());
  }

  @Override
  public void row(@Nullable Object[] values) {
    if (rows++ < MOST_ROWS) {
      keep(values);
    }
  }

  private void keep(@Nullable Object[] values) {
    String[] line = new String[values.length];
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      line[i] = value == null ? "" : cut(visible(Cells.line(value)));
      widths[i] = Math.max(widths[i], line[i].length());
    }
    shown.add(line);
  }

  private String cut(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      return text;
    }
    isCut = true;
    return text.substring(0, MOST_CHARACTERS - 1) + "…";
  }

  private static String visible(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line.append("\\n");
      } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  @Override
  public void end() throws IOException {
    for (int i = 0; i < shown.size(); i++) {
      print(shown.get(i));
      if (i == 0) {
        rule();
      }
    }
    out.write(summary());
    out.write('\n');
    out.flush();
  }

  private void print(String[] line) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length; i++) {
      String padding = " ".repeat(widths[i] - line[i].length());
      text.append(headings.get(i).isNumber() ? padding + line[i] : line[i] + padding);
      text.append(GAP);
    }
    out.write(text.toString().stripTrailing());
    out.write('\n');
  }

  private void rule() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int width : widths) {
      text.append("─".repeat(width)).append(GAP);
    }
    out.write(text.toString().stripTrailing());
    out.write('\n');
  }

  private String summary() {
    StringBuilder text = new StringBuilder("(" + rows + (rows == 1 ? " row" : " rows"));
    if (rows > MOST_ROWS) {
      text.append(", the first ").append(MOST_ROWS).append(" shown");
    }
    if (isCut) {
      text.append(", values longer than ").append(MOST_CHARACTERS).append(" characters cut");
    }
    if (rows > MOST_ROWS || isCut) {
      text.append("; CSV and JSON give everything");
    }
    return text.append(')').toString();
  }
}
