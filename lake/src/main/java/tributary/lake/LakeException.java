package tributary.lake;

/** A table could not be opened, read or written. The message says which, why, and what to do. */
public abstract sealed class LakeException extends RuntimeException
    permits LakeLockedException,
        TableRefusedException,
        ForeignCommitException,
        WriteFailedException,
        ReadFailedException {

  LakeException(String message) {
    super(message);
  }

  LakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
