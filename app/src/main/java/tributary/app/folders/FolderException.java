package tributary.app.folders;

/** A file or folder that the user named cannot be used. The message is meant for the user. */
public final class FolderException extends RuntimeException {
  FolderException(String message) {
    super(message);
  }
}
