package tributary.ingest;

/**
 * The runner cannot go on without losing integrity, and stopped. What was committed stands; nothing
 * else is in the tables; a new start goes on from there.
 */
public class IngestException extends RuntimeException {
  public IngestException(String message) {
    super(message);
  }

  public IngestException(String message, Throwable cause) {
    super(message, cause);
  }
}
