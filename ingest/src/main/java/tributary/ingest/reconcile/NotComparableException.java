package tributary.ingest.reconcile;

/** Tables cannot be held against a recomputation; the message says why, and what to do. */
final class NotComparableException extends RuntimeException {
  NotComparableException(String message) {
    super(message);
  }
}
