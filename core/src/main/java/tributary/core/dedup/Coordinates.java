package tributary.core.dedup;

/** Where a row came from: one frame of the topic. */
public record Coordinates(int partition, long offset) {}
