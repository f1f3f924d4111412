package tributary.feeds.repair;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a repairer counts. Any thread. */
final class RepairCounters {
  private long open;
  private long repaired;
  private long givenUp;
  private long stuck;
  private long frames;
  private long tradesGivenUp;
  private long calls;
  private long failures;
  private @Nullable String lastProblem;
  private @Nullable String waitingFor;

  synchronized void open(int gaps) {
    open = gaps;
  }

  synchronized void repaired() {
    repaired++;
  }

  synchronized void givenUp() {
    givenUp++;
  }

  synchronized void stuck(String problem) {
    stuck++;
    lastProblem = problem;
  }

  synchronized void published() {
    frames++;
  }

  synchronized void gaveUp(long trades, String reason) {
    tradesGivenUp += trades;
    lastProblem = reason;
  }

  synchronized void called() {
    calls++;
  }

  synchronized void failed(String problem) {
    failures++;
    lastProblem = problem;
  }

  synchronized void problem(String problem) {
    lastProblem = problem;
  }

  synchronized void waiting(@Nullable String what) {
    waitingFor = what;
  }

  synchronized RepairStatus status() {
    return new RepairStatus(
        open,
        repaired,
        givenUp,
        stuck,
        frames,
        tradesGivenUp,
        calls,
        failures,
        Optional.ofNullable(lastProblem),
        Optional.ofNullable(waitingFor));
  }
}
