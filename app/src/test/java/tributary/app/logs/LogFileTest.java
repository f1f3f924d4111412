package tributary.app.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {
  @TempDir Path folder;

  @Test
  void takesOursFromInfoAndTheLibrariesFromWarning() throws Exception {
    List<String> lines = logged(LogFile.open(folder.resolve("logs/t.log")));

    assertEquals(List.of("ours info", "library warning"), messages(lines));
  }

  @Test
  void takesMoreWhenVerbose() throws Exception {
    List<String> lines = logged(LogFile.openVerbose(folder.resolve("logs/t.log")));

    assertEquals(
        List.of("ours debug", "ours info", "library info", "library warning"), messages(lines));
  }

  @Test
  void saysWhenInUtcAndWhichThread() throws Exception {
    String line = logged(LogFile.open(folder.resolve("logs/t.log"))).get(0);

    assertTrue(
        line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  \\[.+] .*"), line);
    assertTrue(line.contains("[" + Thread.currentThread().getName() + "]"), line);
  }

  private List<String> logged(LogFile log) throws Exception {
    try (log) {
      LoggerFactory.getLogger("tributary.core.Example").debug("ours debug");
      LoggerFactory.getLogger("tributary.core.Example").info("ours info");
      LoggerFactory.getLogger("org.apache.kafka.Example").info("library info");
      LoggerFactory.getLogger("org.apache.kafka.Example").warn("library warning");
    }
    return Files.readAllLines(folder.resolve("logs/t.log"));
  }

  private static List<String> messages(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst(".*Example ", "")).toList();
  }
}
