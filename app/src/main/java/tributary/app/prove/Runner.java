package tributary.app.prove;

/** Who can take in a topic. */
public enum Runner {
  /** The one of {@code tributary run}. */
  EMBEDDED,
  /** The one of {@code tributary submit}. */
  SPARK
}
