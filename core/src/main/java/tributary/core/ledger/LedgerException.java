package tributary.core.ledger;

/** The ledger of a table does not fit what is to be taken in: nothing was written. */
public final class LedgerException extends RuntimeException {
  public LedgerException(String message) {
    super(message);
  }
}
