package tributary.lake.parquet;

import java.io.IOException;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import tributary.lake.disk.SyncedFile;

/** Lets parquet-java write into a file of ours. */
final class ParquetOutput implements OutputFile {
  private final SyncedFile file;

  ParquetOutput(SyncedFile file) {
    this.file = file;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new Stream(file);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  /** Leaves syncing and closing to the file's owner. */
  private static final class Stream extends PositionOutputStream {
    private final SyncedFile file;

    Stream(SyncedFile file) {
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
  }
}
