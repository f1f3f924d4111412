package tributary.feeds.socket;

import java.time.Duration;

/**
 * Why a connection is of no more use.
 *
 * @param reason in words
 * @param cause what that means for the next one
 * @param pause how long the venue wants to be left alone; zero if it does not say
 */
record Ending(String reason, Cause cause, Duration pause) {

  enum Cause {
    /** It failed, or the venue ended it. */
    LOST,
    /** Another takes over, as planned. */
    REPLACED,
    /** The feed is closed. */
    STOPPED
  }

  static Ending lost(String reason) {
    return new Ending(reason, Cause.LOST, Duration.ZERO);
  }
}
