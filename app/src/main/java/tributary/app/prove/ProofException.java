package tributary.app.prove;

/** Nothing can be proved, one way or the other. The message is meant for the user. */
public final class ProofException extends RuntimeException {
  ProofException(String message) {
    super(message);
  }

  ProofException(String message, Throwable cause) {
    super(message, cause);
  }
}
