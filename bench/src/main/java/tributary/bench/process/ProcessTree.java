package tributary.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says that processes used; zero on other systems. */
public final class ProcessTree {
  private static final Path PROCESSES = Path.of("/proc");
  private static final long NANOS_PER_TICK = 10_000_000;

  /** Fields of a process's own user and system time in {@code stat}, without the first two. */
  private static final int OWN = 11;

  /** Those of its children that ended, and of theirs. */
  private static final int ENDED_CHILDREN = 13;

  private ProcessTree() {}

  /** User and system time of the process and of its children that ended, in nanoseconds. */
  public static long cpuNanos(long pid) throws IOException {
    return nanos(pid, OWN) + nanos(pid, ENDED_CHILDREN);
  }

  /** User and system time of its children that ended and of those below them, in nanoseconds. */
  public static long cpuNanosOfEndedChildren(long pid) throws IOException {
    return nanos(pid, ENDED_CHILDREN);
  }

  private static long nanos(long pid, int field) throws IOException {
    Path file = PROCESSES.resolve(Long.toString(pid)).resolve("stat");
    if (!Files.exists(file)) {
      return 0;
    }
    String stat = Files.readString(file);
    // The second field is the command in brackets, whatever that contains.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) * NANOS_PER_TICK;
  }

  /** The most memory that the process ever held. */
  public static long residentBytes(long pid) throws IOException {
    Path file = PROCESSES.resolve(Long.toString(pid)).resolve("status");
    if (!Files.exists(file)) {
      return 0;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
