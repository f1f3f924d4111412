package tributary.app.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the program writes for its user.
 *
 * @param out results, so that they can be piped on
 * @param err errors and progress
 * @param isRewritable whether {@code err} is a screen, whose last line can be written over
 * @param isColored whether {@code out} and {@code err} may have colors
 * @param columns the width of a line on the screen
 */
public record Terminal(
    PrintWriter out, PrintWriter err, boolean isRewritable, boolean isColored, int columns) {
  private static final int DEFAULT_COLUMNS = 100;

  /**
   * The terminal of this process. Java cannot tell whether a stream is a screen, so the launcher
   * does in the properties {@code tributary.terminal.out}, {@code .err} and {@code .columns}.
   */
  public static Terminal of(
      Map<String, String> environment, Function<String, @Nullable String> properties) {
    boolean isDumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean isOut = Boolean.parseBoolean(properties.apply("tributary.terminal.out"));
    boolean isErr = Boolean.parseBoolean(properties.apply("tributary.terminal.err"));
    boolean isPlain = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        isErr && !isDumb,
        isOut && isErr && !isDumb && !isPlain,
        columns(properties.apply("tributary.terminal.columns")));
  }

  /** Writes out what is still held back. */
  public void flush() {
    out.flush();
    err.flush();
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, UTF_8);
  }

  private static int columns(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{1,3}")
        ? Integer.parseInt(text)
        : DEFAULT_COLUMNS;
  }
}
