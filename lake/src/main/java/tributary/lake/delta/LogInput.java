package tributary.lake.delta;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Lets Kernel read a file through java.nio. */
record LogInput(Path file) implements InputFile {

  @Override
  public long length() throws IOException {
    return Files.size(file);
  }

  @Override
  public String path() {
    return file.toString();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    try {
      return new Stream(FileChannel.open(file));
    } catch (NoSuchFileException e) {
      throw LogFiles.notFound(file, e);
    }
  }

  private static final class Stream extends SeekableInputStream {
    private final FileChannel channel;

    Stream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public void readFully(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer into = ByteBuffer.wrap(bytes, offset, length);
      while (into.hasRemaining()) {
        if (channel.read(into) < 0) {
          throw new EOFException("Cannot read " + length + " bytes: the file ends before");
        }
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
