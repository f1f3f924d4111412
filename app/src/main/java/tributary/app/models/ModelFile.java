package tributary.app.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tributary.core.spec.Model;
import tributary.serve.sql.NamedTables;
import tributary.serve.sql.SqlException;

/**
 * A model with the question that stands in its file.
 *
 * @param sha256 of the file's bytes, in lower-case hex digits
 * @param tables what the question names
 */
public record ModelFile(Model model, Path file, String sql, String sha256, NamedTables tables) {
  private static final int MOST_BYTES = 1 << 20;

  /**
   * Reads the question.
   *
   * @param folder where the pipeline file lies
   * @throws ModelException if there is no such file, or it does not hold one question that only
   *     reads
   */
  static ModelFile read(Model model, Path folder) {
    Path file = folder.resolve(model.file());
    byte[] bytes = bytes(model, file);
    try {
      String sql = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new ModelFile(model, file, sql, sha256(bytes), NamedTables.of(sql));
    } catch (CharacterCodingException e) {
      throw new ModelException(
          "Cannot read model %s: %s is not UTF-8".formatted(model.table(), file));
    } catch (SqlException e) {
      throw new ModelException(e.inFile(file.toString()), e);
    }
  }

  private static byte[] bytes(Model model, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          "Cannot find the file of model %s: %s. Its path counts from the folder of the pipeline file"
              .formatted(model.table(), file));
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new ModelException(
            "Cannot read model %s: %s is larger than %d bytes"
                .formatted(model.table(), file, MOST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException("Cannot read model %s: %s".formatted(model.table(), e), e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot find SHA-256, which every JDK has", e);
    }
  }

  /** The name of the table. */
  public String table() {
    return model.table();
  }
}
