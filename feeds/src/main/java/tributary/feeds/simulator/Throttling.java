package tributary.feeds.simulator;

/**
 * Connects that are answered with HTTP 429.
 *
 * @param connects how many
 * @param pauseMicros for how long they are told to stay away, in whole seconds; 0 if they are not
 */
record Throttling(int connects, long pauseMicros) {}
