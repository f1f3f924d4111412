package tributary.feeds.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tributary.feeds.venue.Secret;

/** One secret in a file of its own. No message holds what is in it. */
final class SecretFile {
  static final int LONGEST_BYTES = 64 << 10;

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private SecretFile() {}

  /**
   * The text of the file without the line end at its end.
   *
   * @throws IllegalArgumentException if it cannot be read, is empty, too long or no UTF-8
   */
  static Secret read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw refused(file, "there is no such file");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LONGEST_BYTES + 1);
      if (bytes.length > LONGEST_BYTES) {
        throw refused(file, "it is longer than %d KiB".formatted(LONGEST_BYTES >> 10));
      }
      return new Secret(text(file, bytes));
    } catch (IOException unreadable) {
      throw refused(file, reason(unreadable));
    }
  }

  /**
   * Like {@link #read}, for a file that its owner alone may touch, and the owner is who runs this
   * process. Where files have no POSIX permissions, nothing is asked of them.
   */
  static Secret readOwn(Path file) {
    if (isOpenToOthers(file)) {
      throw refused(
          file,
          "others than its owner may read or change it; chmod 600 it. A container's secrets belong into the folder that --secrets names");
    }
    ownerThatIsNotUs(file)
        .ifPresent(
            owner -> {
              throw refused(file, "it belongs to %s; it has to be yours".formatted(owner));
            });
    return read(file);
  }

  /** Whether anybody but the owner may read or change the file; false if it has no permissions. */
  static boolean isOpenToOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
    } catch (UnsupportedOperationException | IOException unknown) {
      return false;
    }
  }

  private static Optional<String> ownerThatIsNotUs(Path file) {
    Optional<String> us = ProcessHandle.current().info().user();
    try {
      String owner = Files.getOwner(file).getName();
      return us.isEmpty() || us.get().equals(owner) ? Optional.empty() : Optional.of(owner);
    } catch (UnsupportedOperationException | IOException unknown) {
      return Optional.empty();
    }
  }

  private static String text(Path file, byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw refused(file, "it is no UTF-8 text");
    }
    text = cut(cut(text, "\n"), "\r");
    if (text.isEmpty()) {
      throw refused(file, "it is empty");
    }
    return text;
  }

  private static String cut(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - 1) : text;
  }

  private static String reason(IOException unreadable) {
    return unreadable instanceof NoSuchFileException
        ? "there is no such file"
        : unreadable.getClass().getSimpleName();
  }

  private static IllegalArgumentException refused(Path file, String why) {
    return new IllegalArgumentException("Cannot read secret file %s: %s".formatted(file, why));
  }
}
