package tributary.lake.postgres;

/** Waits before something is tried again. */
@FunctionalInterface
interface Pause {
  void millis(long millis) throws InterruptedException;
}
