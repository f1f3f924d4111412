package tributary.bench.spark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a job leaves its tables, and what it calls them. The columns of silver, and those of gold
 * that are compared, are called the same by all.
 *
 * @param tables the folder of the tables' folders
 * @param partition the columns of bronze with Kafka's partition, its offset and the frame
 * @param watermark how long a window stays unwritten after its end; empty if it is written at once
 */
record Layout(
    Path tables,
    String bronze,
    String partition,
    String offset,
    String payload,
    String silver,
    String gold,
    Optional<Duration> watermark) {}
