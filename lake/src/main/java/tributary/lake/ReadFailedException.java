package tributary.lake;

/** A table or one of its files cannot be read. Nothing was written. */
public final class ReadFailedException extends LakeException {
  ReadFailedException(String message) {
    super(message);
  }

  ReadFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
