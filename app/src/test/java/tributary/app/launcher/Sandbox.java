package tributary.app.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A clone of the repository's outline in a folder of its own, and a JDK and Maven to run it. */
final class Sandbox {
  private static final long DEADLINE_SECONDS = 30;

  /** Tests run in the folder of their module. */
  private static final Path LAUNCHER = Path.of("..", "tributary");

  private static final FileTime OLD = FileTime.from(Instant.EPOCH);

  /** Writes down what is built, and leaves the jars. */
  private static final String BUILD =
      """
      while [ "$1" != -pl ]; do shift; done
      echo "$2" >> ../builds
      case ,$2, in
        *,app,*) mkdir -p app/target; touch app/target/tributary.jar ;;
      esac
      case ,$2, in
        *,job,*) mkdir -p job/target spark-home/target/jars; touch job/target/tributary-spark.jar ;;
      esac
      """;

  final Path home;
  private final Path folder;

  private Sandbox(Path folder, Path home) {
    this.folder = folder;
    this.home = home;
  }

  /** A clean clone: the real launcher, one source file, nothing built. */
  static Sandbox in(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("a clone"));
    Path launcher = home.resolve("tributary");
    Files.copy(LAUNCHER, launcher);
    Path sources = Files.createDirectories(home.resolve("core/src/main/java"));
    Files.createDirectories(home.resolve("spark/src/main/java"));
    write(home.resolve("pom.xml"), "<project/>");
    write(sources.resolve("A.java"), "class A {}");
    Sandbox sandbox = new Sandbox(folder, home);
    sandbox.age();
    sandbox.maven(BUILD);
    sandbox.jdk("17.0.1");
    sandbox.rehearsal("exit 1");
    return sandbox;
  }

  /** Lets all sources be older than whatever is built next, however coarse the file times are. */
  private void age() throws IOException {
    try (var files = Files.walk(home)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, OLD);
      }
    }
  }

  /** Puts a Maven on the path that runs the script. */
  void maven(String script) throws IOException {
    program(folder.resolve("bin/mvn"), script);
  }

  /** Lets the rehearsal, which the launcher starts through {@code nice}, run the script instead. */
  void rehearsal(String script) throws IOException {
    program(folder.resolve("bin/nice"), script);
  }

  /** Puts a JDK into place that prints its arguments line by line. */
  void jdk(String version) throws IOException {
    Path jdk = folder.resolve("a jdk");
    program(jdk.resolve("bin/javac"), "exit 0");
    java("printf '%s\\n' \"$@\"");
    write(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  /** Lets the JDK's java run the script. */
  void java(String script) throws IOException {
    program(folder.resolve("a jdk/bin/java"), script);
  }

  Path jdk() {
    return folder.resolve("a jdk");
  }

  /** How often Maven was run. */
  long builds() throws IOException {
    return builtProjects().size();
  }

  /** For which projects Maven was run, each time. */
  List<String> builtProjects() throws IOException {
    Path builds = folder.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  Result run(String... arguments) throws Exception {
    return runFrom(home.resolve("tributary"), arguments);
  }

  Result runFrom(Path launcher, String... arguments) throws Exception {
    return await(start(launcher, arguments));
  }

  Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", jdk().toString());
    environment.remove("TRIBUTARY_JAVA_OPTS");
    return builder.start();
  }

  static Result await(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS), "the launcher must end");
    return new Result(process.exitValue(), out.lines().toList(), err);
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void program(Path file, String script) throws IOException {
    write(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** How a run of the launcher ended. */
  record Result(int exitCode, List<String> out, String err) {}
}
