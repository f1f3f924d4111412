package tributary.feeds.venue;

/**
 * What a feed hears in a frame.
 *
 * @param sequence the frame's number among all frames of its connection, rising by one; {@link
 *     #UNNUMBERED} where the venue does not number them so
 */
public record Heard(FrameKind kind, long sequence) {
  /** The venue does not number its frames by connection. */
  public static final long UNNUMBERED = -1;

  /** A frame without a number. */
  public static Heard unnumbered(FrameKind kind) {
    return new Heard(kind, UNNUMBERED);
  }
}
