package tributary.spark.databricks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that each node runs before Spark, with a {@code mount} that only says what it got. */
class PrepareNodeTest {
  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Files.writeString(volume.resolve("coinbase.yaml"), "name: coinbase\n");
    Files.writeString(volume.resolve("event-hubs.properties"), "bootstrap.servers=here\n");
    Path commands = Files.createDirectory(folder.resolve("commands"));
    command(commands.resolve("mount"), "echo \"$@\" >" + folder.resolve("mounted"));
    command(commands.resolve("mount.nfs"), "exit 0");
  }

  @Test
  void putsTheFilesOfTheVolumeOnTheNode() throws Exception {
    assertEquals(0, run(Map.of()));

    assertEquals("name: coinbase\n", Files.readString(folder.resolve("local/coinbase.yaml")));
    assertTrue(Files.exists(folder.resolve("local/event-hubs.properties")));
    assertTrue(Files.notExists(folder.resolve("mounted")));
  }

  @Test
  void mountsWhatHoldsTheTables() throws Exception {
    assertEquals(0, run(Map.of("TRIBUTARY_NFS", "server:/share")));

    List<String> mounted = List.of(Files.readString(folder.resolve("mounted")).strip().split(" "));
    assertEquals("server:/share", mounted.get(mounted.size() - 2));
    assertEquals(folder.resolve("tables").toString(), mounted.get(mounted.size() - 1));
    assertTrue(Files.isDirectory(folder.resolve("tables")));
  }

  @Test
  void failsIfTheVolumeHoldsNoFiles() throws Exception {
    Files.delete(folder.resolve("volume/coinbase.yaml"));

    assertNotEquals(0, run(Map.of()));
  }

  @Test
  void failsIfTheMountDoes() throws Exception {
    command(folder.resolve("commands/mount"), "exit 32");

    assertNotEquals(0, run(Map.of("TRIBUTARY_NFS", "server:/share")));
  }

  private int run(Map<String, String> more) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(
            "sh", Bundle.FOLDER.resolve("prepare-node.sh").toAbsolutePath().toString());
    Map<String, String> environment = script.environment();
    environment.put(
        "PATH", folder.resolve("commands") + File.pathSeparator + environment.get("PATH"));
    environment.put("TRIBUTARY_FILES", folder.resolve("volume").toString());
    environment.put("TRIBUTARY_LOCAL", folder.resolve("local").toString());
    environment.put("TRIBUTARY_MOUNT", folder.resolve("tables").toString());
    environment.putAll(more);
    Process process =
        script.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  private static void command(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }
}
