package tributary.core.frame;

/**
 * What a feed writes into the stream beside the venue's frames, so that whoever reads the topic or
 * bronze sees where something may be missing. Its record has the key of the product's frames,
 * {@link FrameOrigin#FEED} as header, and as value the JSON of {@link MarkJson}; the header {@link
 * FrameHeader#RECEIVED_AT} says when.
 */
public sealed interface Mark {

  /** The product that it speaks of, in the venue's spelling. */
  String product();

  /**
   * The feed heard nothing of the product for a while: a socket that ended, a poll that failed.
   * What happened between the product's frames before and after this mark may be missing.
   */
  record Disconnected(String product, String reason) implements Mark {}

  /**
   * The venue's own numbering skipped numbers while the connection was up. It counts messages of
   * all products, so each product of the connection gets this mark.
   *
   * @param first the first number that never came
   * @param last the last one
   */
  record Missed(String product, long first, long last) implements Mark {}

  /**
   * The venue cannot give back some rows, now or ever.
   *
   * @param first the first id that stays missing
   * @param last the last one
   */
  record Unrepairable(String product, long first, long last, String reason) implements Mark {}
}
