package tributary.bench.feed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/**
 * What one contestant did. Latencies from the message's arrival in the program to the broker's ack
 * in microseconds; 0 for one that sends nothing on.
 */
record Score(
    long frames,
    long wallNanos,
    long cpuNanos,
    long isPinned,
    long acks,
    long p50,
    long p99,
    long p999,
    long max) {

  static Score of(long frames, long wallNanos, long cpuNanos, boolean pinned, Histogram micros) {
    return new Score(
        frames,
        wallNanos,
        cpuNanos,
        pinned ? 1 : 0,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(99),
        micros.getValueAtPercentile(99.9),
        micros.getMaxValue());
  }

  double cpuMicrosPerFrame() {
    return cpuNanos / 1e3 / frames;
  }

  String text() {
    return LongStream.of(frames, wallNanos, cpuNanos, isPinned, acks, p50, p99, p999, max)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  static Score parse(String text) {
    List<Long> it = Arrays.stream(text.split(" ")).map(Long::valueOf).toList();
    return new Score(
        it.get(0), it.get(1), it.get(2), it.get(3), it.get(4), it.get(5), it.get(6), it.get(7),
        it.get(8));
  }
}
