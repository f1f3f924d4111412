package tributary.feeds.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.feeds.venue.Limit;

class CallBudgetTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final List<Limit> FREE = List.of(Limit.perSecond(1), Limit.perDay(3));

  /** Time of both kinds; the monotonic one begins anywhere. */
  private long nanos = Long.MAX_VALUE - 1_000;

  private Duration passed = Duration.ZERO;

  @TempDir Path folder;

  @Test
  void saysHowLongToWaitAndForWhat() {
    CallBudget budget = new CallBudget(FREE, () -> nanos);
    call(budget);
    assertEquals(wait("1s", "the venue's limit of 1 call per second"), budget.take());
    pass("700ms");
    assertEquals(wait("300ms", "the venue's limit of 1 call per second"), budget.take());
    pass("300ms");
    call(budget);
    pass("1s");
    call(budget);
    pass("1s");
    assertEquals(wait("86397s", "the venue's limit of 3 calls per day"), budget.take());
    pass("86397s");
    call(budget);
  }

  @Test
  void aCallCountsUntilTheWindowsLengthAfterItsEnd() {
    CallBudget budget = new CallBudget(List.of(Limit.perSecond(2)), () -> nanos);
    CallBudget.Go slow = go(budget);
    pass("5s");
    call(budget);
    assertEquals(wait("1s", "the venue's limit of 2 calls per second"), budget.take());
    pass("1s");
    slow.ticket().close();
    slow.ticket().close();
    CallBudget.Go next = go(budget);
    next.ticket().close();
    assertEquals(wait("1s", "the venue's limit of 2 calls per second"), budget.take());
  }

  @Test
  void whateverHappensNoWindowHoldsMoreThanItsLimit() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    List<Limit> limits =
        List.of(
            new Limit(2, Duration.ofMillis(70)),
            new Limit(5, Duration.ofMillis(400)),
            new Limit(20, Duration.ofMillis(3_000)));
    CallBudget budget = new CallBudget(limits, () -> nanos);
    List<Long> seenByVenue = new ArrayList<>();
    long time = 0;
    while (seenByVenue.size() < 2_000) {
      if (budget.take() instanceof CallBudget.Go go) {
        long lasts = random.nextLong(50_000_000);
        seenByVenue.add(time + random.nextLong(lasts + 1));
        nanos += lasts;
        time += lasts;
        go.ticket().close();
      } else {
        long pause = 1 + random.nextLong(40_000_000);
        nanos += pause;
        time += pause;
      }
    }
    for (Limit limit : limits) {
      for (int i = limit.calls(); i < seenByVenue.size(); i++) {
        long stretch = seenByVenue.get(i) - seenByVenue.get(i - limit.calls());
        assertTrue(stretch >= limit.window().toNanos(), () -> limit + " broken, seed " + seed);
      }
    }
  }

  @Test
  void whoWaitsAsToldIsServed() {
    CallBudget budget = new CallBudget(FREE, () -> nanos);
    for (int i = 0; i < 10; i++) {
      call(budget);
      nanos += assertInstanceOf(CallBudget.Wait.class, budget.take()).nanos();
    }
  }

  @Test
  void noLimitsNoWaiting() {
    CallBudget budget = new CallBudget(List.of(), () -> nanos);
    for (int i = 0; i < 1_000; i++) {
      call(budget);
    }
  }

  @Test
  void leavesTheVenueAloneAsLongAsItWants() {
    CallBudget budget = new CallBudget(List.of(), () -> nanos);
    budget.hold(Duration.ofSeconds(53), "HTTP 429");
    budget.hold(Duration.ofSeconds(5), "a shorter one");
    assertEquals(wait("53s", "HTTP 429"), budget.take());
    pass("53s");
    call(budget);
  }

  @Test
  void theDaysCountSurvivesARestart() {
    CallBudget first = kept();
    call(first);
    pass("1h");
    call(first);
    pass("1h");
    nanos = 17;
    CallBudget second = kept();
    call(second);
    pass("1h");
    assertEquals(wait("21h", "the venue's limit of 3 calls per day"), second.take());
    pass("21h");
    call(kept());
  }

  @Test
  void aCallThatWasUnderWayWhenTheProcessDiedCounts() {
    go(kept());
    nanos = 3;
    assertEquals(wait("1s", "the venue's limit of 1 call per second"), kept().take());
  }

  @Test
  void aWallClockThatWentBackDoesNotMakeRoom() {
    call(kept());
    passed = passed.minusDays(2);
    assertEquals(wait("1s", "the venue's limit of 1 call per second"), kept().take());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "calls 1\n", "calls 2\n1791367550123\n", "calls 1\n12x\n", "\u0000"})
  void aDamagedJournalIsRefusedByName(String damaged) throws Exception {
    Files.writeString(journal(), damaged);
    Exception failure = assertThrows(IllegalStateException.class, this::kept);
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("calls.journal is damaged: "), message);
    assertTrue(message.contains("delete it to begin with a fresh count"), message);
  }

  @Test
  void withoutAWritableJournalNoCallIsMade() throws Exception {
    CallBudget budget = kept();
    Files.createDirectories(journal().resolve("in the way"));
    CallBudget.Wait wait = assertInstanceOf(CallBudget.Wait.class, budget.take());
    assertTrue(wait.why().startsWith("Cannot write call journal"), wait.why());
  }

  private CallBudget kept() {
    return CallBudget.kept(journal(), FREE, () -> START.plus(passed), () -> nanos);
  }

  private Path journal() {
    return folder.resolve("calls.journal");
  }

  private void pass(String time) {
    Duration duration =
        time.endsWith("ms")
            ? Duration.ofMillis(Long.parseLong(time.substring(0, time.length() - 2)))
            : Duration.parse("PT" + time);
    nanos += duration.toNanos();
    passed = passed.plus(duration);
  }

  private static CallBudget.Wait wait(String time, String why) {
    Duration duration =
        time.endsWith("ms")
            ? Duration.ofMillis(Long.parseLong(time.substring(0, time.length() - 2)))
            : Duration.parse("PT" + time);
    return new CallBudget.Wait(duration.toNanos(), why);
  }

  private static CallBudget.Go go(CallBudget budget) {
    return assertInstanceOf(CallBudget.Go.class, budget.take());
  }

  private static void call(CallBudget budget) {
    go(budget).ticket().close();
  }
}
