package tributary.ingest.topic;

/** Kafka does not answer, for now. Nothing was changed, and asking again is safe. */
public final class UnreachableException extends TopicException {
  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
