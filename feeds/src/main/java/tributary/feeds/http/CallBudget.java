package tributary.feeds.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.feeds.venue.Limit;

/**
 * Keeps the calls to a venue within all of its limits: whoever wants to call takes one from the
 * budget or learns how long to wait.
 *
 * <p>Exact for sliding windows: in any stretch of a limit's length the venue sees no more calls
 * than the limit, since a call counts from its beginning until the window's length after its end,
 * and the venue saw it somewhere between. One budget serves all who call a venue with one key.
 *
 * <p>With a journal the count survives a restart: each call is written down before it is made. A
 * call that was under way when the process was killed then counts from its beginning only. A
 * journal is for one process at a time. Any thread.
 */
public final class CallBudget {
  private static final Logger LOG = LoggerFactory.getLogger(CallBudget.class);
  private static final Duration UNWRITABLE = Duration.ofSeconds(10);

  /** Whether a call may be made. */
  public sealed interface Decision {}

  /** It may, now; to be closed when it is over, whatever came of it. */
  public record Go(Ticket ticket) implements Decision {}

  /**
   * It may not.
   *
   * @param nanos how long to wait before asking again, in nanoseconds; more than zero
   * @param why such as {@code the venue's limit of 25 calls per day}
   */
  public record Wait(long nanos, String why) implements Decision {}

  private final List<Limit> limits;
  private final LongSupplier nanos;
  private final @Nullable CallJournal journal;
  private final long longestNanos;
  private final Deque<Ticket> calls = new ArrayDeque<>();
  private long heldUntil;
  private @Nullable String heldFor;

  /**
   * A budget that is full and forgets with the process.
   *
   * @param limits all of them at once; none for a venue without limits
   * @param nanos a monotonic clock in nanoseconds
   */
  public CallBudget(List<Limit> limits, LongSupplier nanos) {
    this(limits, nanos, null);
  }

  private CallBudget(List<Limit> limits, LongSupplier nanos, @Nullable CallJournal journal) {
    this.limits = List.copyOf(limits);
    this.nanos = nanos;
    this.journal = journal;
    this.longestNanos =
        limits.stream().mapToLong(limit -> limit.window().toNanos()).max().orElse(0);
  }

  /**
   * A budget that goes on from what the journal tells of earlier calls.
   *
   * @param file the journal; absent before the first call
   * @param wall the time that the journal bears; a call from the future counts as made now
   * @throws IllegalStateException if the file is damaged or cannot be read: without it the venue's
   *     limits could be overrun
   */
  public static CallBudget kept(
      Path file, List<Limit> limits, InstantSource wall, LongSupplier nanos) {
    CallBudget budget = new CallBudget(limits, nanos, new CallJournal(file, wall));
    budget.resume(new CallJournal(file, wall).ages());
    return budget;
  }

  private void resume(List<Duration> ages) {
    long now = nanos.getAsLong();
    for (Duration age : ages) {
      if (age.compareTo(Duration.ofNanos(longestNanos)) < 0) {
        Ticket past = new Ticket();
        past.end(now - age.toNanos());
        calls.add(past);
      }
    }
  }

  /** Takes a call if one may be made now. */
  public synchronized Decision take() {
    long now = nanos.getAsLong();
    forget(now);
    if (heldFor != null && heldUntil - now > 0) {
      return new Wait(heldUntil - now, heldFor);
    }
    heldFor = null;
    Wait longest = null;
    for (Limit limit : limits) {
      long wait = waitFor(limit, now);
      if (wait > 0 && (longest == null || wait > longest.nanos())) {
        longest = new Wait(wait, "the venue's limit of " + limit);
      }
    }
    return longest == null ? go() : longest;
  }

  private Decision go() {
    Ticket ticket = new Ticket();
    calls.add(ticket);
    try {
      write();
      return new Go(ticket);
    } catch (IOException failure) {
      calls.removeLast();
      return new Wait(UNWRITABLE.toNanos(), String.valueOf(failure.getMessage()));
    }
  }

  /**
   * Makes no call for a while, because the venue said so. A later end replaces an earlier one.
   *
   * @param why what is told to those who have to wait
   */
  public synchronized void hold(Duration pause, String why) {
    long until = nanos.getAsLong() + pause.toNanos();
    if (heldFor == null || until - heldUntil > 0) {
      heldUntil = until;
      heldFor = why;
    }
  }

  /** How long until the limit has room for one more; zero if it has. */
  private long waitFor(Limit limit, long now) {
    long window = limit.window().toNanos();
    long[] waits =
        calls.stream()
            .mapToLong(call -> window - call.age(now))
            .filter(wait -> wait > 0)
            .sorted()
            .toArray();
    return waits.length < limit.calls() ? 0 : waits[waits.length - limit.calls()];
  }

  private void forget(long now) {
    calls.removeIf(call -> call.age(now) >= longestNanos);
  }

  private void write() throws IOException {
    if (journal != null) {
      long now = nanos.getAsLong();
      journal.write(calls.stream().mapToLong(call -> call.age(now)).toArray());
    }
  }

  private synchronized void over(Ticket call) {
    call.end(nanos.getAsLong());
    try {
      write();
    } catch (IOException failure) {
      LOG.warn("{}; the call counts from its beginning", failure.getMessage());
    }
  }

  /** A call that was taken. */
  public final class Ticket implements AutoCloseable {
    private boolean isOver;
    private long endedNanos;

    private Ticket() {}

    private void end(long now) {
      isOver = true;
      endedNanos = now;
    }

    /** Since its end; a call under way has no age. */
    private long age(long now) {
      return isOver ? now - endedNanos : 0;
    }

    /** Says that the call is over. Idempotent. */
    @Override
    public void close() {
      if (!isOver) {
        over(this);
      }
    }
  }
}
