package tributary.bench.spark;

/**
 * What a job used from the start of its JVM to the end.
 *
 * @param cpuNanos user and system time of the JVM and of all processes below it
 * @param residentBytes the most memory that the JVM ever held
 * @param children processes that it started
 */
record Used(long wallNanos, long cpuNanos, long residentBytes, long children) {}
