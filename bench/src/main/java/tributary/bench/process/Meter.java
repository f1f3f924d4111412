package tributary.bench.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Measures what this process uses between two moments. For one thread. */
public final class Meter {
  private static final Path STAT = Path.of("/proc/self/stat");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long NANOS_PER_TICK = 10_000_000;

  private final LongSupplier nanoClock;
  private final Recording starts = new Recording();
  private long wall;
  private long cpu;

  /**
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public Meter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    starts.enable("jdk.ProcessStart");
  }

  /** Begins, with an empty heap as far as the collector makes it one. */
  public void start() throws IOException {
    System.gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    starts.start();
    cpu = cpuNanos();
    wall = nanoClock.getAsLong();
  }

  /** Ends; once only. */
  public Cost stop() throws IOException {
    long wallNanos = nanoClock.getAsLong() - wall;
    long cpuNanos = cpuNanos() - cpu;
    long heap = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    starts.stop();
    return new Cost(wallNanos, cpuNanos, heap, residentBytes(), children());
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long cpuNanos() throws IOException {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        + cpuNanosOfChildren();
  }

  private static long cpuNanosOfChildren() throws IOException {
    if (!Files.exists(STAT)) {
      return 0;
    }
    String stat = Files.readString(STAT);
    // The second field is the command in brackets; cutime and cstime are the 16th and 17th.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * NANOS_PER_TICK;
  }

  private static long residentBytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElse(0);
  }

  private long children() throws IOException {
    Path file = Files.createTempFile("process-starts", ".jfr");
    try {
      starts.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(event -> event.getEventType().getName().equals("jdk.ProcessStart"))
          .count();
    } finally {
      starts.close();
      Files.delete(file);
    }
  }
}
