package tributary.feeds.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What became of a call. No text in it holds one of the call's secrets. */
public sealed interface Answer {

  /**
   * Status 200 with a whole body of JSON's content type in UTF-8. It is JSON as far as its header
   * says, no more.
   *
   * @param body the bytes, inflated if they came compressed; they may hold anything
   * @param headers as they came
   */
  record Page(byte[] body, HttpHeaders headers) implements Answer {
    /** Only how long it is: the body is the venue's and may tell a secret. */
    @Override
    public String toString() {
      return "Page[" + body.length + " bytes]";
    }
  }

  /**
   * The venue wants to be asked less often, or later: 429, 418, or 503 with a time.
   *
   * @param retryAfter how long the venue wants to be left alone, at most a day; empty if it does
   *     not say
   * @param reason status and body in short
   */
  record Limited(Optional<Duration> retryAfter, String reason) implements Answer {}

  /**
   * The venue does not do this; to ask the same again is of little use.
   *
   * @param reason status and body in short
   */
  record Refused(int status, String reason) implements Answer {}

  /**
   * There is no answer that could be used.
   *
   * @param reason what went wrong, such as {@code HTTP 503} or {@code no answer within 10 s}
   * @param isRetryable whether the same call may do better a little later
   */
  record Failed(String reason, boolean isRetryable) implements Answer {}
}
