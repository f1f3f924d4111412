package tributary.ingest;

/** Kafka does not answer, for now. Nothing was changed, and asking again is safe. */
final class UnreachableException extends IngestException {
  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
