package tributary.lake.copy;

/** Copying cannot go on: trying again will not help. The message says what to do. */
public final class CopyRefusedException extends RuntimeException {

  public CopyRefusedException(String message) {
    super(message);
  }

  public CopyRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
