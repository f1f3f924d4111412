package tributary.lake.delta;

import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import java.io.IOException;
import tributary.lake.disk.SyncedFile;

/** Lets Kernel write a checkpoint. */
final class LogOutput extends PositionOutputStream {
  private final SyncedFile file;

  LogOutput(SyncedFile file) {
    this.file = file;
  }

  @Override
  public long getPos() {
    return file.position();
  }

  @Override
  public void write(int value) throws IOException {
    file.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.write(bytes, offset, length);
  }

  /** Kernel knows no other end than closing; that the file is whole is decided after it. */
  @Override
  public void close() throws IOException {
    try (file) {
      file.finish();
    }
  }
}
