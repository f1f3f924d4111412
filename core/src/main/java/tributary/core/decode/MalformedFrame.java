package tributary.core.decode;

/** Ends the reading of a frame that is not JSON; never leaves this package. */
final class MalformedFrame extends RuntimeException {
  final Reason reason;
  final String detail;

  MalformedFrame(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }
}
