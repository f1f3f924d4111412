package tributary.app.spark;

/** A job cannot be submitted. The message is meant for the user. */
public final class JobException extends RuntimeException {
  JobException(String message) {
    super(message);
  }

  JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
