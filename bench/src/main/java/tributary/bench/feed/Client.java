package tributary.bench.feed;

/** A contestant at work. */
interface Client extends AutoCloseable {
  /** Frames received until now. */
  long frames();

  @Override
  void close();
}
