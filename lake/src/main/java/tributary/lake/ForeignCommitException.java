package tributary.lake;

/**
 * Another writer committed to the table since it was opened. Nothing of the batch is in the table;
 * opening it anew gives the ledger from which to go on.
 */
public final class ForeignCommitException extends LakeException {
  ForeignCommitException(String message, Throwable cause) {
    super(message, cause);
  }
}
