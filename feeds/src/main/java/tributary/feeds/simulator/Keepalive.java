package tributary.feeds.simulator;

import java.time.Duration;

/**
 * How a venue sees whether its clients live: by ping frames, which they have to answer.
 *
 * @param every how often it pings
 * @param patience how long a ping may be unanswered before the connection is ended
 */
public record Keepalive(Duration every, Duration patience) {}
