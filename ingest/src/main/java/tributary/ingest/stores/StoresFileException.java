package tributary.ingest.stores;

/** A stores file cannot be used. The message is meant for the user, and holds no secret. */
public final class StoresFileException extends RuntimeException {
  StoresFileException(String message) {
    super(message);
  }
}
