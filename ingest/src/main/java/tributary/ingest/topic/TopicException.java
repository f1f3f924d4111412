package tributary.ingest.topic;

/**
 * The topic is not, or no longer, the one that the tables came from, or cannot be asked. What was
 * committed stands; a new start goes on from there.
 */
public class TopicException extends RuntimeException {
  public TopicException(String message) {
    super(message);
  }

  public TopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
