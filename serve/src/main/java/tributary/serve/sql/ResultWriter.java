package tributary.serve.sql;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes one answer row by row. Values are those of {@link Cells}. */
interface ResultWriter {

  /** One column of an answer. */
  record Heading(String name, boolean isNumber) {}

  /** Called once, first. */
  void begin(List<Heading> headings) throws IOException;

  /** Called for each row; the array is reused. */
  void row(@Nullable Object[] values) throws IOException;

  /** Called once, last, if all went well. */
  void end() throws IOException;
}
