package tributary.lake;

/** Another writer holds the data folder. Nothing was written. */
public final class LakeLockedException extends LakeException {
  LakeLockedException(String message) {
    super(message);
  }
}
