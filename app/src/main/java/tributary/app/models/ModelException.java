package tributary.app.models;

/** A model that cannot be read or made. The message is meant for the user. */
public final class ModelException extends RuntimeException {
  ModelException(String message) {
    super(message);
  }

  ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
