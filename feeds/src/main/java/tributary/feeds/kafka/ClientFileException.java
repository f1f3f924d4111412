package tributary.feeds.kafka;

/** A {@code client.properties} cannot be used. The message is meant for the user. */
public final class ClientFileException extends RuntimeException {
  private final String message;

  ClientFileException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
