package tributary.lake.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk of which one call fails, by its number. */
public final class FaultyDisk implements Disk {

  /** How the call fails. */
  public enum Fault {
    /** It does nothing and says so; the disk works again afterwards, as after a full disk. */
    ONCE_BEFORE,
    /** It does its work and fails all the same; the disk works again afterwards. */
    ONCE_AFTER,
    /** It does nothing, and neither does any later call, as after a kill. */
    DEAD_BEFORE,
    /** It does its work, but no later call does, as after a kill. */
    DEAD_AFTER
  }

  private final Disk disk = Disk.local();
  private final Fault fault;
  private long failAt = Long.MAX_VALUE;
  private long calls;

  public FaultyDisk(Fault fault) {
    this.fault = fault;
  }

  /** Lets the call after {@code callsFromNow} further ones fail. */
  public void failAfter(long callsFromNow) {
    failAt = calls + callsFromNow + 1;
  }

  /** Whether the call that was to fail has come. */
  public boolean hasFailed() {
    return calls >= failAt;
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T count(Call<T> call) throws IOException {
    calls++;
    boolean dead = fault == Fault.DEAD_BEFORE || fault == Fault.DEAD_AFTER;
    if (calls > failAt && dead || calls == failAt && isBefore()) {
      throw new IOException("No space left on device");
    }
    T result = call.run();
    if (calls == failAt) {
      throw new IOException("Input/output error");
    }
    return result;
  }

  private boolean isBefore() {
    return fault == Fault.ONCE_BEFORE || fault == Fault.DEAD_BEFORE;
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    return count(() -> disk.create(file));
  }

  @Override
  public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    count(
        () -> {
          disk.write(channel, bytes);
          return true;
        });
  }

  @Override
  public void sync(FileChannel channel) throws IOException {
    count(
        () -> {
          disk.sync(channel);
          return true;
        });
  }

  @Override
  public void link(Path name, Path file) throws IOException {
    count(
        () -> {
          disk.link(name, file);
          return true;
        });
  }

  @Override
  public void replace(Path name, Path file) throws IOException {
    count(
        () -> {
          disk.replace(name, file);
          return true;
        });
  }

  @Override
  public boolean delete(Path file) throws IOException {
    return count(() -> disk.delete(file));
  }

  @Override
  public void syncName(Path file) throws IOException {
    count(
        () -> {
          disk.syncName(file);
          return true;
        });
  }
}
