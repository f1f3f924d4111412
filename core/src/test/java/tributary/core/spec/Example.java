package tributary.core.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ready-made Coinbase pipeline, to be changed by a test in one place or more. */
record Example(String text) {
  static final Path COINBASE = Path.of("..", "pipelines", "coinbase.yaml");

  static Example coinbase() {
    try {
      return new Example(Files.readString(COINBASE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces text that stands there exactly once. */
  Example with(String before, String after) {
    if (text.indexOf(before) < 0 || text.indexOf(before) != text.lastIndexOf(before)) {
      throw new IllegalArgumentException("Stands not exactly once: " + before);
    }
    return new Example(text.replace(before, after));
  }

  Pipeline read() {
    return PipelineReader.read("p.yaml", text);
  }

  List<Problem> problems() {
    try {
      read();
      return List.of();
    } catch (InvalidPipelineException e) {
      return e.problems();
    }
  }

  /** What a user sees; empty if nothing is wrong. */
  String rendered() {
    try {
      read();
      return "";
    } catch (InvalidPipelineException e) {
      return e.render();
    }
  }
}
