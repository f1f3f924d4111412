package tributary.app.cli;

/** What the user wrote is wrong, in the arguments or in a pipeline file: nothing was done. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
