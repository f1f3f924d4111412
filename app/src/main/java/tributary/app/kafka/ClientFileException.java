package tributary.app.kafka;

/** A {@code client.properties} cannot be used. The message is meant for the user. */
public final class ClientFileException extends RuntimeException {
  ClientFileException(String message) {
    super(message);
  }
}
