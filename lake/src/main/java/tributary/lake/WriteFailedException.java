package tributary.lake;

/**
 * Writing broke off, as on a full disk. {@link #inTable} says what became of the batch; the table
 * is readable in any case. Open it anew to go on.
 */
public final class WriteFailedException extends LakeException {

  /** Whether the batch is in the table. */
  public enum InTable {
    NO,
    /** It is, but a power cut may take it out again. */
    YES,
    UNKNOWN
  }

  private final InTable inTable;

  WriteFailedException(String message, InTable inTable, Throwable cause) {
    super(message, cause);
    this.inTable = inTable;
  }

  public InTable inTable() {
    return inTable;
  }
}
