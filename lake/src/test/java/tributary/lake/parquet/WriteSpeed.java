package tributary.lake.parquet;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tributary.core.rows.Rows;
import tributary.lake.disk.Disk;

/**
 * What it costs to write tickers: {@code WriteSpeed [rows per file] [files]}. Prints CPU time and
 * bytes per row for silver and bronze; each line is the mean of the second half of the files.
 */
final class WriteSpeed {
  private WriteSpeed() {}

  public static void main(String[] args) throws IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 160_000;
    int files = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    Path folder = Files.createTempDirectory("write-speed");
    measure("silver", Tickers.silver(rows), files, folder);
    measure("bronze", Tickers.bronze(rows), files, folder);
    Files.delete(folder);
  }

  private static void measure(String name, Rows rows, int files, Path folder) throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    List<ColumnSummary> columns = new ArrayList<>();
    long cpu = 0;
    long wall = 0;
    long bytes = 0;
    try (ParquetWriter writer = new ParquetWriter(rows.schema(), Disk.local())) {
      for (int i = 0; i < files; i++) {
        Path file = folder.resolve(name + i);
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long wallBefore = System.nanoTime();
        WrittenFile written = writer.write(file, rows);
        if (i >= files / 2) {
          cpu += threads.getCurrentThreadCpuTime() - cpuBefore;
          wall += System.nanoTime() - wallBefore;
          bytes += written.bytes();
        }
        columns.addAll(written.columns());
        Files.delete(file);
      }
    }
    double counted = (double) rows.size() * (files - files / 2);
    System.out.printf(
        "%s: %.3f us CPU, %.3f us wall, %.1f bytes per row; %d columns%n",
        name, cpu / 1e3 / counted, wall / 1e3 / counted, bytes / counted, rows.schema().size());
  }
}
