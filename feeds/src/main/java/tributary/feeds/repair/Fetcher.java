package tributary.feeds.repair;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import tributary.core.gaps.Gap;
import tributary.feeds.http.Answer;
import tributary.feeds.http.CallBudget;
import tributary.feeds.http.RestClient;
import tributary.feeds.http.RestSettings;
import tributary.feeds.retry.Backoff;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.RestBackfill.Cursor;
import tributary.feeds.venue.RestBackfill.Failed;
import tributary.feeds.venue.RestBackfill.Gone;
import tributary.feeds.venue.RestBackfill.Reply;

/** Makes one call when the venue's limits allow it, and says what came of it. For one thread. */
final class Fetcher implements AutoCloseable {
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  /** What came of it. */
  sealed interface Outcome {}

  /** The venue answered, or failed to. */
  record Answered(Reply reply, long receivedMicros) implements Outcome {}

  /** No call can be made yet. */
  record Later(long nanos, String why) implements Outcome {}

  /** The venue does not do this; to ask the same again soon is of no use. */
  record Refused(String reason) implements Outcome {}

  private final RepairTarget target;
  private final InstantSource wall;
  private final RestClient client;
  private final CallBudget budget;
  private final Backoff backoff;
  private final RepairCounters counters;

  Fetcher(
      RepairTarget target,
      RepairSettings settings,
      InstantSource wall,
      LongSupplier nanos,
      RandomGenerator random,
      RepairCounters counters) {
    this.target = target;
    this.wall = wall;
    this.client = new RestClient(RestSettings.DEFAULT, wall);
    this.budget = new CallBudget(target.backfill().limits(), nanos);
    this.backoff = new Backoff(settings.firstPause(), settings.longestPause(), random);
    this.counters = counters;
  }

  Outcome fetch(Gap gap, Cursor cursor) {
    Call call;
    try {
      call = target.backfill().call(target.address(), target.secrets(), gap, cursor);
    } catch (IllegalArgumentException unusable) {
      return refused(String.valueOf(unusable.getMessage()));
    }
    CallBudget.Decision decision = budget.take();
    if (decision instanceof CallBudget.Go go) {
      try (CallBudget.Ticket ticket = go.ticket()) {
        counters.called();
        return outcome(client.get(call), gap, cursor);
      }
    }
    CallBudget.Wait wait = (CallBudget.Wait) decision;
    return new Later(wait.nanos(), wait.why());
  }

  private Outcome outcome(Answer answer, Gap gap, Cursor cursor) {
    long receivedMicros = micros();
    if (answer instanceof Answer.Page page) {
      Reply reply = target.backfill().read(gap, cursor, page.body());
      return answered(reply, receivedMicros);
    }
    if (answer instanceof Answer.Limited limited) {
      return limited(limited);
    }
    if (answer instanceof Answer.Refused refused) {
      boolean isGone = refused.status() == NOT_FOUND || refused.status() == GONE;
      return isGone
          ? answered(new Gone(refused.reason()), receivedMicros)
          : refused(refused.reason());
    }
    Answer.Failed failed = (Answer.Failed) answer;
    return failed.isRetryable()
        ? answered(new Failed(failed.reason()), receivedMicros)
        : refused(failed.reason());
  }

  private Outcome answered(Reply reply, long receivedMicros) {
    if (reply instanceof Failed failed) {
      counters.failed(failed.problem());
      budget.hold(Duration.ofNanos(backoff.nextNanos()), failed.problem());
    } else {
      backoff.reset();
    }
    return new Answered(reply, receivedMicros);
  }

  /** Leaves the venue alone for as long as it wants, and longer each time. */
  private Outcome limited(Answer.Limited limited) {
    counters.failed(limited.reason());
    Duration ours = Duration.ofNanos(backoff.nextNanos());
    Duration theirs = limited.retryAfter().orElse(Duration.ZERO);
    Duration longer = theirs.compareTo(ours) > 0 ? theirs : ours;
    budget.hold(longer, limited.reason());
    return new Later(longer.toNanos(), limited.reason());
  }

  private Outcome refused(String reason) {
    counters.failed(reason);
    return new Refused(reason);
  }

  /** The wall clock, microseconds since the epoch. */
  long micros() {
    Instant now = wall.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  @Override
  public void close() {
    client.close();
  }
}
