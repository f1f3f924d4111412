package tributary.lake.delta;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.engine.DefaultParquetHandler;
import io.delta.kernel.engine.MetricsReporter;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tributary.lake.disk.Disk;

/** Kernel's own engine over our files, without its reports. For any thread. */
final class NioEngine extends DefaultEngine {
  private final ParquetHandler checkpoints;

  NioEngine(Disk disk) {
    this(disk, new LogFiles(disk));
  }

  private NioEngine(Disk disk, LogFiles files) {
    super(files);
    this.checkpoints = new WholeCheckpoints(disk, files);
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return checkpoints;
  }

  @Override
  public List<MetricsReporter> getMetricsReporters() {
    return List.of();
  }

  /**
   * Gives a checkpoint its name only after all of it was written: Kernel closes the file, and so
   * would publish it, also where reading the log broke off in the middle.
   */
  private static final class WholeCheckpoints extends DefaultParquetHandler {
    private final Disk disk;

    WholeCheckpoints(Disk disk, LogFiles files) {
      super(files);
      this.disk = disk;
    }

    @Override
    public void writeParquetFileAtomically(
        String name, CloseableIterator<FilteredColumnarBatch> rows) throws IOException {
      Path file = LogFiles.path(name);
      Path temporary = LogFiles.temporary(file);
      try {
        super.writeParquetFileAtomically(temporary.toString(), rows);
        disk.link(file, temporary);
      } finally {
        LogFiles.discard(disk, temporary);
      }
      disk.syncName(file);
    }
  }
}
