package tributary.spark;

/** The job did not do all that was asked; what it committed stands. */
final class JobFailedException extends RuntimeException {
  JobFailedException(String message) {
    super(message);
  }

  JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
