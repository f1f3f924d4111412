package tributary.lake.copy;

/** The store cannot be reached or is not able to just now; trying again later may help. */
public final class CopyUnavailableException extends RuntimeException {

  public CopyUnavailableException(String message) {
    super(message);
  }

  public CopyUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
