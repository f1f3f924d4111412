package tributary.spark.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCheckpointsTest {
  @TempDir java.nio.file.Path folder;

  private Path root = new Path("/");
  private LocalCheckpoints files = new LocalCheckpoints(root, new Configuration(false));

  @BeforeEach
  void open() {
    root = new Path(folder.resolve("checkpoint").toUri());
    files = new LocalCheckpoints(root, new Configuration(false));
    assertEquals(root, files.createCheckpointDirectory());
  }

  private void write(String name, String text, boolean overwrite) throws IOException {
    try (CancellableFSDataOutputStream out = files.createAtomic(new Path(root, name), overwrite)) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private String read(String name) throws IOException {
    try (var in = files.open(new Path(root, name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void aFileIsThereAsAWholeOnceItIsClosed() throws IOException {
    CancellableFSDataOutputStream out = files.createAtomic(new Path(root, "0"), false);
    out.write("half".getBytes(UTF_8));
    assertFalse(files.exists(new Path(root, "0")));
    out.close();

    assertEquals("half", read("0"));
  }

  @Test
  void aCancelledFileIsNeverThere() throws IOException {
    CancellableFSDataOutputStream out = files.createAtomic(new Path(root, "0"), false);
    out.write(1);
    out.cancel();
    out.close();

    assertEquals(0, files.list(root).length);
  }

  @Test
  void aFileIsReplacedOnlyIfThatIsAskedFor() throws IOException {
    write("0", "first", false);

    assertThrows(UncheckedIOException.class, () -> write("0", "second", false));
    assertEquals("first", read("0"));
    write("0", "third", true);
    assertEquals("third", read("0"));
  }

  @Test
  void listsAndDeletes() throws IOException {
    files.mkdirs(new Path(root, "offsets"));
    write("offsets/1", "a", false);
    write("offsets/0", "bb", false);

    assertArrayEquals(
        new String[] {"0", "1"},
        Arrays.stream(files.list(new Path(root, "offsets")))
            .map(each -> each.getPath().getName())
            .sorted()
            .toArray());
    files.delete(new Path(root, "offsets/0"));
    assertFalse(files.exists(new Path(root, "offsets/0")));
    files.delete(root);
    assertFalse(Files.exists(folder.resolve("checkpoint")));
    assertTrue(files.isLocal());
  }
}
