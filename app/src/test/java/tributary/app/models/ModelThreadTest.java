package tributary.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ModelThreadTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private SmallLake lake;

  @BeforeEach
  void open() {
    lake =
        new SmallLake(folder)
            .add("prices", "SELECT 1 AS x")
            .model("often", "SELECT count(*) AS n FROM prices", MINUTE)
            .model("seldom", "SELECT sum(n) AS n FROM often", MINUTE.multipliedBy(5))
            .model("never", "SELECT 1 AS x");
  }

  @AfterEach
  void close() {
    lake.close();
  }

  private ModelThread thread() {
    return new ModelThread(lake.models().scheduled(), lake.maker(), nanos::get);
  }

  private void pass(ModelThread thread, Duration time) {
    nanos.addAndGet(time.toNanos());
    thread.makeDue();
  }

  private int commits(String table) {
    return lake.catalog().history(table).size() - 1;
  }

  @Test
  void eachIsMadeWhenItsPeriodHasPassed() {
    try (ModelThread thread = thread()) {
      pass(thread, MINUTE.minusNanos(1));
      assertEquals(List.of("prices"), lake.catalog().tables());
      pass(thread, Duration.ofNanos(1));
      assertEquals(List.of("often", "prices"), lake.catalog().tables());
      pass(thread, MINUTE.multipliedBy(4));
      assertEquals(List.of("often", "prices", "seldom"), lake.catalog().tables());
      assertEquals(List.of(), thread.failures());
    }
  }

  @Test
  void noneIsMadeFasterThanItsSourcesChange() {
    try (ModelThread thread = thread()) {
      for (int minute = 0; minute < 10; minute++) {
        pass(thread, MINUTE);
      }
      assertEquals(1, commits("often"));
      lake.add("prices", "SELECT 2 AS x");
      pass(thread, MINUTE);
      assertEquals(2, commits("often"));
    }
  }

  @Test
  void oneThatFailsIsShownAndTriedAgainWhileTheOthersGoOn() {
    lake.model("broken", "FROM missing", MINUTE).model("last", "SELECT 1 AS x", MINUTE);
    try (ModelThread thread = thread()) {
      pass(thread, MINUTE);
      assertEquals(1, thread.failures().size());
      assertTrue(
          thread.failures().get(0).startsWith("model broken: "), thread.failures()::toString);
      assertTrue(thread.failures().get(0).contains("Cannot find table missing"));
      assertEquals(1, commits("last"));

      lake.add("missing", "SELECT 1 AS x");
      pass(thread, MINUTE);
      assertEquals(List.of(), thread.failures());
      assertEquals(1, commits("broken"));
    }
  }

  @Test
  void allAreMadeOnceMoreAtACleanEnd() {
    ModelThread thread = thread();
    thread.start();
    thread.completeAtEnd();
    thread.close();
    thread.close();

    assertEquals(List.of("1"), lake.ask("FROM seldom"));
    assertFalse(lake.catalog().tables().contains("never"));
  }

  @Test
  void noneIsMadeAtAnotherEnd() {
    ModelThread thread = thread();
    thread.start();
    thread.close();

    assertEquals(List.of("prices"), lake.catalog().tables());
  }

  @Test
  @Timeout(60)
  void aLongQuestionIsBrokenOffWhenTheRunStops() throws Exception {
    lake.model(
        "endless",
        "SELECT count(*) AS n FROM range(10000000000) AS a(i), range(1000000000) AS b(j) WHERE i * j % 7 = 3",
        Duration.ofNanos(1));
    ModelThread thread =
        new ModelThread(List.of(lake.file("endless")), lake.maker(), System::nanoTime);
    thread.start();
    while (Thread.getAllStackTraces().entrySet().stream()
        .noneMatch(
            each ->
                each.getKey().getName().equals("tributary-models")
                    && List.of(each.getValue()).toString().contains("DuckDBNative"))) {
      Thread.onSpinWait();
    }
    thread.close();

    assertEquals(List.of(), thread.failures());
    assertEquals(List.of("prices"), lake.catalog().tables());
  }

  @Test
  @Timeout(60)
  void whatTakesTooLongAtTheEndIsBrokenOffAndSaid() {
    lake.model(
        "endless",
        "SELECT count(*) AS n FROM range(10000000000) AS a(i), range(1000000000) AS b(j) WHERE i * j % 7 = 3",
        MINUTE);
    ModelThread thread =
        new ModelThread(
            List.of(lake.file("endless")), lake.maker(), nanos::get, Duration.ofMillis(300));
    thread.completeAtEnd();
    thread.close();

    assertEquals(1, thread.failures().size());
    assertTrue(thread.failures().get(0).startsWith("model endless: "), thread.failures()::toString);
    assertEquals(List.of("prices"), lake.catalog().tables());
  }
}
