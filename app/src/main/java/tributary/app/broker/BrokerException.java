package tributary.app.broker;

import org.jspecify.annotations.Nullable;

/** Kafka cannot be used. The message is meant for the user: what, where, why, what to do. */
public final class BrokerException extends RuntimeException {
  private final String message;

  BrokerException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
