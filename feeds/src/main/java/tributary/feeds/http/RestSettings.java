package tributary.feeds.http;

import java.time.Duration;

/**
 * What a client puts up with.
 *
 * @param connectTimeout for the connection alone
 * @param deadline from the call to the last byte of its body, however it drips
 * @param maxBodyBytes the longest body, as sent and inflated
 * @param maxInflation how many times as long as it was sent a body may become; up to 64 KiB are
 *     never too many
 */
public record RestSettings(
    Duration connectTimeout, Duration deadline, int maxBodyBytes, int maxInflation) {

  /** 5 s to connect, 20 s in all, 4 MiB (the longest frame), 200 times. */
  public static final RestSettings DEFAULT =
      new RestSettings(Duration.ofSeconds(5), Duration.ofSeconds(20), 4 << 20, 200);

  public RestSettings {
    if (connectTimeout.toMillis() < 1 || deadline.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Invalid patience: %s to connect, %s in all".formatted(connectTimeout, deadline));
    }
    if (maxBodyBytes < 1 || maxInflation < 1) {
      throw new IllegalArgumentException(
          "Invalid bounds: %d bytes, %d times".formatted(maxBodyBytes, maxInflation));
    }
  }

  /** The same with another deadline, which bounds the connecting too. */
  public RestSettings withDeadline(Duration longest) {
    return new RestSettings(connectTimeout, longest, maxBodyBytes, maxInflation);
  }

  /** The same with another longest body. */
  public RestSettings withMaxBodyBytes(int bytes) {
    return new RestSettings(connectTimeout, deadline, bytes, maxInflation);
  }
}
