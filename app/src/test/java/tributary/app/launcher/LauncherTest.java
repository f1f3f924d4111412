package tributary.app.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.app.launcher.Sandbox.Result;

@Timeout(60)
class LauncherTest {
  @TempDir Path folder;

  private Sandbox sandbox;

  @BeforeEach
  void copy() throws Exception {
    sandbox = Sandbox.in(folder);
  }

  @Test
  void buildsTheFirstTimeAndNotAgain() throws Exception {
    Result first = sandbox.run("--version");
    Result second = sandbox.run("--version");

    assertTrue(first.err().startsWith("Building Tributary; "), first.err());
    assertEquals("", second.err());
    assertEquals(1, sandbox.builds());
  }

  @Test
  void buildsAgainWhenSourceWasChanged() throws Exception {
    sandbox.run();
    Sandbox.write(sandbox.home.resolve("core/src/main/java/A.java"), "class A { int more; }");

    sandbox.run();

    assertEquals(2, sandbox.builds());
  }

  @Test
  void buildsAgainWhenSourceWasDeleted() throws Exception {
    sandbox.run();
    Files.delete(sandbox.home.resolve("core/src/main/java/A.java"));

    sandbox.run();

    assertEquals(2, sandbox.builds());
  }

  @Test
  void handsArgumentsOverAsTheyAre() throws Exception {
    List<String> out = sandbox.run("sql", "SELECT 'a  b' FROM \"t\"", "", "*").out();

    assertEquals(
        List.of("sql", "SELECT 'a  b' FROM \"t\"", "", "*"),
        out.subList(out.size() - 4, out.size()));
    assertTrue(out.contains("-Dtributary.home=" + sandbox.home), out.toString());
    assertTrue(out.contains("-Dtributary.terminal.out=false"), out.toString());
  }

  @Test
  void passesTheExitCodeOn() throws Exception {
    sandbox.java("exit 7");

    assertEquals(7, sandbox.run().exitCode());
  }

  @Test
  void findsItsFolderThroughLinks() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("some bin"));
    Path relative = Files.createSymbolicLink(bin.resolve("t"), Path.of("../a clone/tributary"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), relative);

    List<String> out = sandbox.runFrom(link).out();

    assertTrue(out.contains("-Dtributary.home=" + sandbox.home), out.toString());
  }

  @Test
  void namesTheJdkThatIsTooOld() throws Exception {
    sandbox.jdk("11.0.2");

    Result result = sandbox.run();

    assertEquals(1, result.exitCode());
    assertEquals(
        "tributary: Cannot use Java 11.0.2 in %s: Tributary needs a JDK 17 or later. Install one, or point JAVA_HOME at it.\n"
            .formatted(sandbox.jdk()),
        result.err());
  }

  @Test
  void asksForCompilerWhereThereIsOnlyRuntime() throws Exception {
    Files.delete(sandbox.jdk().resolve("bin/javac"));

    Result result = sandbox.run();

    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("has no compiler. Install a JDK"), result.err());
  }

  @Test
  void showsWhyTheBuildFailedAndTriesAgainNextTime() throws Exception {
    sandbox.maven("echo '[INFO] noise'; echo '[ERROR] A.java is wrong'; exit 1");

    Result failed = sandbox.run();
    sandbox.maven("mkdir -p app/target; touch app/target/tributary.jar");
    Result mended = sandbox.run();

    assertEquals(1, failed.exitCode());
    assertTrue(failed.err().contains("[ERROR] A.java is wrong"), failed.err());
    assertFalse(failed.err().contains("noise"), failed.err());
    assertEquals(0, mended.exitCode());
  }

  @Test
  void buildsOnceWhenTwoStartAtOnce() throws Exception {
    Process one = sandbox.start(sandbox.home.resolve("tributary"));
    Process other = sandbox.start(sandbox.home.resolve("tributary"));

    assertEquals(0, Sandbox.await(one).exitCode());
    assertEquals(0, Sandbox.await(other).exitCode());
    assertEquals(1, sandbox.builds());
  }

  @Test
  void takesOverTheLockOfProcessThatDied() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Sandbox.write(sandbox.home.resolve("target/launcher.lock/pid"), dead.pid() + "\n");

    assertEquals(0, sandbox.run().exitCode());
  }

  @Test
  void usesTheArchiveThatTheRehearsalLeft() throws Exception {
    sandbox.rehearsal("touch \"${4#-XX:ArchiveClassesAtExit=}\"");

    List<String> out = sandbox.run().out();
    while (!hasArchive(out)) { // the rehearsal runs in the background; @Timeout ends this
      out = sandbox.run().out();
    }
  }

  @Test
  void runsWithoutArchiveWhenTheRehearsalFails() throws Exception {
    sandbox.rehearsal("touch \"${4#-XX:ArchiveClassesAtExit=}\"; exit 1");
    sandbox.run();

    Result result = sandbox.run();

    assertEquals(0, result.exitCode());
    assertFalse(hasArchive(result.out()), result.out().toString());
  }

  @Test
  void buildsNoSparkForCommandsThatNeedNone() throws Exception {
    sandbox.run("run", "coinbase", "--data", "submit");
    sandbox.run("submit", "--help");
    sandbox.run("help", "prove");

    assertEquals(1, sandbox.builds());
    assertFalse(Files.exists(sandbox.home.resolve("job/target")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit", "prove"})
  void buildsSparkWhenACommandNeedsIt(String command) throws Exception {
    sandbox.run();

    Result first = sandbox.run("--verbose", command, "coinbase");
    Result second = sandbox.run(command, "coinbase");

    assertTrue(first.err().startsWith("Building Tributary with its Spark job; "), first.err());
    assertEquals("", second.err());
    assertEquals(List.of("app", "job,spark-home"), sandbox.builtProjects());
  }

  @Test
  void buildsAllAtOnceInANewClone() throws Exception {
    sandbox.run("prove", "coinbase");
    sandbox.run();

    assertEquals(List.of("app,job,spark-home"), sandbox.builtProjects());
  }

  @Test
  void buildsOnlyWhatChanged() throws Exception {
    sandbox.run("prove", "coinbase");
    Sandbox.write(sandbox.home.resolve("spark/src/main/java/B.java"), "class B { int more; }");

    sandbox.run();
    Result again = sandbox.run("prove", "coinbase");

    assertTrue(again.err().startsWith("Building Tributary again"), again.err());
    assertEquals(List.of("app,job,spark-home", "job,spark-home"), sandbox.builtProjects());
  }

  private static boolean hasArchive(List<String> out) {
    return out.stream()
        .filter(line -> line.startsWith("-XX:SharedArchiveFile="))
        .map(line -> Path.of(line.substring(line.indexOf('=') + 1)))
        .anyMatch(Files::exists);
  }
}
