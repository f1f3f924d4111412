package tributary.core.dedup;

/**
 * Where a row came from: one frame of the topic, and one item of it.
 *
 * @param item its number in the frame, from 0; 0 where frames are rows themselves
 */
public record Coordinates(int partition, long offset, int item) {}
