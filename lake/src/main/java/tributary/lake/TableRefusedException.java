package tributary.lake;

/** The folder holds a table that does not fit the one asked for. Nothing was written. */
public final class TableRefusedException extends LakeException {
  TableRefusedException(String message) {
    super(message);
  }
}
