package tributary.lake.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Hive metastore in a JVM of its own. */
public final class MetastoreServer implements AutoCloseable {
  static final String READY = "listening on ";

  /** What the server needs beside the client; the build puts it there. */
  private static final Path JARS = Path.of("target", "metastore");

  private final Process process;
  private final Path folder;
  private final int port;

  private MetastoreServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Keeps its database in the folder; the test is skipped where its jars are not. */
  public static MetastoreServer start(Path folder) {
    assumeTrue(
        Files.isDirectory(JARS),
        "Skipped: there are no jars of a Hive metastore in "
            + JARS.toAbsolutePath()
            + "; build without -DskipMetastore");
    return start(folder, 0);
  }

  private static MetastoreServer start(Path folder, int port) {
    Path log = folder.resolve("metastore.log");
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx256m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-Dderby.stream.error.file=" + folder.resolve("derby.log"),
                      "-cp",
                      System.getProperty("java.class.path")
                          + File.pathSeparator
                          + JARS.toAbsolutePath().resolve("*"),
                      Metastore.class.getName(),
                      folder.toString(),
                      String.valueOf(port)))
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new MetastoreServer(process, folder, listening(process, log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int listening(Process process, Path log) throws IOException {
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(READY)) {
        return Integer.parseInt(line.substring(READY.length()));
      }
    }
    throw new IllegalStateException("The metastore did not start:\n" + Files.readString(log));
  }

  public int port() {
    return port;
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** A new one at the same port with the same database, after {@link #kill}. */
  public MetastoreServer again() {
    return start(folder, port);
  }

  @Override
  public void close() {
    kill();
  }
}
