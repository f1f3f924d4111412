package tributary.bench.process;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a stretch of work cost.
 *
 * @param cpuNanos user and system time of the whole process and of the children that it waited for
 * @param heapBytes the most heap in use, garbage included; the sum over the heap's parts of the
 *     most that each held, so rather too much
 * @param residentBytes the most memory that the process ever held; 0 where the system does not say
 * @param children processes started
 */
public record Cost(
    long wallNanos, long cpuNanos, long heapBytes, long residentBytes, long children) {

  /** One line for {@link #parse}. */
  public String text() {
    return LongStream.of(wallNanos, cpuNanos, heapBytes, residentBytes, children)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #text} wrote. */
  public static Cost parse(String text) {
    long[] it = Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Cost(it[0], it[1], it[2], it[3], it[4]);
  }
}
