package tributary.bench.spark;

/**
 * What is in a topic.
 *
 * @param bytes the sum of the frames' lengths
 */
record Filled(long frames, long bytes) {}
