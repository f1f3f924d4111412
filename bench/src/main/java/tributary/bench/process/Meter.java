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

/** Measures what this process uses between two moments. For one thread. */
public final class Meter {
  private static final long SELF = ProcessHandle.current().pid();

  private final LongSupplier nanoClock;
  private final Recording starts = new Recording();
  private long wall;
  private long cpu;

  /**
   * @param nanoClock a monotonic clock in nanoseconds
   */
  public Meter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    starts.enable(ProcessStarts.EVENT);
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
    return new Cost(wallNanos, cpuNanos, heap, ProcessTree.residentBytes(SELF), children());
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long cpuNanos() throws IOException {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        + ProcessTree.cpuNanosOfEndedChildren(SELF);
  }

  private long children() throws IOException {
    Path file = Files.createTempFile("process-starts", ".jfr");
    try {
      starts.dump(file);
      return ProcessStarts.count(file);
    } finally {
      starts.close();
      Files.delete(file);
    }
  }
}
