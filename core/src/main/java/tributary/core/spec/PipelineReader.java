package tributary.core.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tributary.core.spec.Problem.Code;

/**
 * Reads pipeline files strictly: what is not part of the vocabulary, is missing, or does not fit
 * together is refused, all of it at once. Any thread may call it.
 */
public final class PipelineReader {
  /** The largest pipeline file, 1 MiB. */
  static final int MAX_BYTES = 1 << 20;

  private PipelineReader() {}

  /**
   * Reads a file of UTF-8.
   *
   * @throws InvalidPipelineException if the file cannot be read or is no pipeline
   */
  public static Pipeline read(Path file) {
    return read(file.toString(), text(file));
  }

  /**
   * Reads the text of a file.
   *
   * @param fileName what problems call the file
   * @throws InvalidPipelineException if the text is no pipeline
   */
  public static Pipeline read(String fileName, String text) {
    Problems problems = new Problems(fileName);
    if (text.length() > MAX_BYTES) {
      tooLarge(problems);
    }
    problems.throwIfAny("");
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Node root = YamlDocument.read(content, problems);
    Pipeline pipeline = root == null ? null : PipelineBlock.parse(new Value("", root, problems));
    problems.throwIfAny(content);
    if (pipeline == null) {
      throw new IllegalStateException("Cannot read " + fileName + ", and no problem was found");
    }
    return pipeline;
  }

  private static String text(Path file) {
    Problems problems = new Problems(file.toString());
    String text = decode(bytes(file, problems), problems);
    problems.throwIfAny(text);
    return text;
  }

  private static byte[] bytes(Path file, Problems problems) {
    if (Files.isDirectory(file)) {
      return unreadable(problems, "it is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        tooLarge(problems);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      return unreadable(problems, "there is no such file");
    } catch (AccessDeniedException e) {
      return unreadable(problems, "permission denied");
    } catch (IOException e) {
      return unreadable(problems, String.valueOf(e.getMessage()));
    }
  }

  private static void tooLarge(Problems problems) {
    unreadable(problems, "it is larger than 1 MiB");
  }

  private static byte[] unreadable(Problems problems, String reason) {
    problems.report(
        Place.WHOLE_FILE,
        Code.UNREADABLE,
        "Cannot read the pipeline file: " + reason,
        "a readable file of at most 1 MiB");
    return new byte[0];
  }

  /** The text up to the first byte that is not UTF-8, which is reported. */
  private static String decode(byte[] bytes, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int lineStart = text.lastIndexOf('\n') + 1;
      int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
      int column = 1 + text.codePointCount(lineStart, text.length());
      problems.report(
          new Place(line, column),
          Code.UNREADABLE,
          "Invalid byte 0x%02X: it is not UTF-8".formatted(bytes[in.position()]),
          "a file saved as UTF-8");
    }
    return text;
  }
}
