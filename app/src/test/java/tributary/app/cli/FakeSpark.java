package tributary.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tributary.app.folders.Installation;

/** An installation whose job is built, and a Spark that writes down what it is told. */
final class FakeSpark {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> JARS =
      List.of(
          "commons-pool2-2.12.0.jar",
          "kafka-clients-3.9.2.jar",
          "spark-core_2.13-4.1.3.jar",
          "spark-sql-kafka-0-10_2.13-4.1.3.jar",
          "spark-token-provider-kafka-0-10_2.13-4.0.0.jar");

  private final Path folder;

  private FakeSpark(Path folder) {
    this.folder = folder;
  }

  static FakeSpark in(Path folder) throws IOException {
    FakeSpark fake = new FakeSpark(folder);
    touch(fake.jobJar());
    for (String jar : JARS) {
      touch(fake.connector(jar));
    }
    Files.createSymbolicLink(fake.home().resolve("pipelines"), REPOSITORY.resolve("pipelines"));
    fake.does("exit 0");
    return fake;
  }

  /** Lets its spark-submit write down its arguments and what the Kafka file says, then this. */
  void does(String script) throws IOException {
    Path file = spark().resolve("bin/spark-submit");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        #!/bin/sh
        printf '%%s\\n' "$@" > '%1$s/arguments'
        while [ $# -gt 0 ]; do
          [ "$1" != --kafka ] || { cp "$2" '%1$s/client'; ls -l "$2" > '%1$s/listed'; }
          shift
        done
        %2$s
        """
            .formatted(folder, script));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Installation installation() {
    return new Installation(home(), folder);
  }

  Path home() {
    return folder.resolve("a clone");
  }

  /** What SPARK_HOME names. */
  Path spark() {
    return folder.resolve("a spark");
  }

  Path jobJar() {
    return home().resolve("job/target/tributary-spark.jar");
  }

  Path connector(String jar) {
    return home().resolve("spark-home/target/jars").resolve(jar);
  }

  /** What spark-submit was told, word by word. */
  List<String> arguments() throws IOException {
    return Files.readAllLines(folder.resolve("arguments"));
  }

  /** What stood in the Kafka file meanwhile. */
  String client() throws IOException {
    return Files.readString(folder.resolve("client"));
  }

  /** How {@code ls -l} listed it. */
  String listed() throws IOException {
    return Files.readString(folder.resolve("listed"));
  }

  static void touch(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }
}
