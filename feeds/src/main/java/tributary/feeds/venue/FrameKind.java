package tributary.feeds.venue;

import org.jspecify.annotations.Nullable;

/** What a frame is to the feed that received it. Whatever it is, it is published. */
public sealed interface FrameKind {

  /** Says something about a product. */
  record Data(String product) implements FrameKind {}

  /** Says only that the product's feed lives. */
  record Heartbeat(String product) implements FrameKind {}

  /** The venue tells what is subscribed now. */
  record Ack() implements FrameKind {}

  /**
   * The venue refuses something; what else was asked for goes on.
   *
   * @param text the venue's own words, JSON escapes left as they came
   */
  record Refusal(String text) implements FrameKind {}

  /** Not a kind that the venue documents, or no whole JSON object; a product if it names one. */
  record Unknown(@Nullable String product) implements FrameKind {}

  /** The product, which keeps the frames of one instrument in one partition; null without one. */
  default @Nullable String product() {
    if (this instanceof Data data) {
      return data.product;
    }
    if (this instanceof Heartbeat heartbeat) {
      return heartbeat.product;
    }
    return this instanceof Unknown unknown ? unknown.product : null;
  }
}
