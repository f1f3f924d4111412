package tributary.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** A writer is killed, with no chance to end anything, while it commits as fast as it can. */
class KillTest {
  private static final int KILLS = 4;

  @TempDir Path root;

  @InEachFormat
  void whatWasAcknowledgedIsThereAndTheNextWriterGoesOn(Format format) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long acknowledged = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged = Math.max(acknowledged, writeAndKill(format, 1 + random.nextInt(20)));
      long atLeast = acknowledged;
      try (Lake lake = Lake.open(root, format, Ticks.CLOCK)) {
        GrowingTable table = Ticks.silver(lake);
        long next = table.ledger().orElseThrow().next(0);
        assertTrue(next >= atLeast, () -> next + " of " + atLeast + ", seed " + seed);
        assertEquals(Ticks.numbersTo(next), Ticks.numbers(table), () -> "seed " + seed);
        assertEquals(next, Catalog.at(root).snapshot("silver").rows(), () -> "seed " + seed);
        Ticks.add(table, next, 1);
        acknowledged = next + 1;
      }
    }
  }

  private long writeAndKill(Format format, int commits) throws IOException {
    Process writer =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Writer.class.getName(),
                    root.toString(),
                    format instanceof Format.Delta ? "delta" : "iceberg"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = 0;
    try (BufferedReader out = writer.inputReader()) {
      for (int i = 0; i < commits; i++) {
        last = Long.parseLong(out.readLine());
      }
      // Process.destroyForcibly would close the stream before the rest of it is read.
      writer.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = Long.parseLong(line);
      }
    } finally {
      writer.destroyForcibly().onExit().join();
    }
    return last;
  }

  /** Says after each commit how far it has come. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      Format format = args[1].equals("delta") ? new Format.Delta() : new Format.Iceberg(Map.of());
      try (Lake lake = Lake.open(Path.of(args[0]), format, Ticks.CLOCK)) {
        GrowingTable table = Ticks.silver(lake);
        long next = table.ledger().map(ledger -> ledger.next(0)).orElse(0L);
        while (true) {
          Ticks.add(table, next, 1);
          next++;
          System.out.println(next);
        }
      }
    }
  }
}
