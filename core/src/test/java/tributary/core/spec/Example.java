package tributary.core.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pipeline of Coinbase's tickers, to be changed by a test in one place or more. */
record Example(String text) {
  static final Path TICKERS =
      Path.of("src", "test", "resources", "tributary", "core", "spec", "valid", "tickers.yaml");

  static Example coinbase() {
    try {
      return new Example(Files.readString(TICKERS));
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

  /** Adds lines at the end. */
  Example and(String lines) {
    return new Example(text + lines + "\n");
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
