package tributary.lake.copy;

/** The rows are not handed over to their end, since the program ends. */
final class AbandonedException extends RuntimeException {
  AbandonedException() {
    super("Copying is given up: the program ends");
  }
}
