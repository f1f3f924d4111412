package tributary.core.windows;

import org.jspecify.annotations.Nullable;

/** Says of a stretch of event time whether rows of a product are missing, as of now in the log. */
@FunctionalInterface
public interface Completeness {
  /**
   * Whether nothing is known to be missing; null where nobody notices.
   *
   * @param product its name in UTF-8
   * @param startMicros microseconds since the epoch
   * @param endMicros the end, exclusive
   */
  @Nullable Boolean isComplete(byte[] product, long startMicros, long endMicros);
}
