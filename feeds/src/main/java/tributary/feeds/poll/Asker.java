package tributary.feeds.poll;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.feeds.http.Answer;
import tributary.feeds.http.CallBudget;
import tributary.feeds.http.RestClient;
import tributary.feeds.socket.ReceiveClock;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Poll;
import tributary.feeds.venue.Reading;

/**
 * Asks once and tells what came of it. What a reply is, its venue says; that one which tells our
 * key is nothing to publish, this class says. One thread asks, any may close.
 */
final class Asker {
  private static final Logger LOG = LoggerFactory.getLogger(Asker.class);
  private static final String TELLS_A_KEY = "reply that tells our key: not published";

  private final PollTarget target;
  private final RestClient client;
  private final ReceiveClock clock;
  private final PollCounters counters;
  private @Nullable Thread calling;
  private boolean closed;

  Asker(PollTarget target, RestClient client, ReceiveClock clock, PollCounters counters) {
    this.target = target;
    this.client = client;
    this.clock = clock;
    this.counters = counters;
  }

  /** Makes the call that the ticket stands for. */
  Attempt ask(Poll poll, CallBudget.Ticket ticket) {
    Call call;
    Answer answer;
    try (ticket) {
      call = target.venue().call(target.address(), poll, target.access());
      answer = get(call);
    } catch (IllegalArgumentException noKey) {
      return new Attempt.Refused(String.valueOf(noKey.getMessage()));
    }
    if (answer instanceof Answer.Page page) {
      return read(poll, call, page.body());
    } else if (answer instanceof Answer.Limited limited) {
      return new Attempt.Held(limited.reason(), limited.retryAfter());
    } else if (answer instanceof Answer.Refused refused) {
      return new Attempt.Refused(refused.reason());
    }
    Answer.Failed failed = (Answer.Failed) answer;
    return new Attempt.Failed(failed.reason(), failed.isRetryable());
  }

  /** Only a call may be interrupted, so that no frame is lost by a close. */
  private Answer get(Call call) {
    synchronized (this) {
      if (closed) {
        return new Answer.Failed("closed", false);
      }
      calling = Thread.currentThread();
    }
    counters.calling();
    Answer answer = client.get(call);
    synchronized (this) {
      calling = null;
      Thread.interrupted();
    }
    return answer;
  }

  /** Gives up the call that is under way, and makes no more. */
  synchronized void close() {
    closed = true;
    if (calling != null) {
      calling.interrupt();
    }
  }

  private Attempt read(Poll poll, Call call, byte[] body) {
    long receivedMicros = clock.stampMicros();
    Reading reading = target.venue().read(poll, body);
    if (reading instanceof Reading.Refusal refusal) {
      String words = call.redact(refusal.words());
      return refusal.pause().isPresent()
          ? new Attempt.Held(words, refusal.pause())
          : new Attempt.Refused(words);
    } else if (reading instanceof Reading.Unusable unusable) {
      return new Attempt.Failed(unusable.reason(), true);
    }
    if (call.isToldBy(body)) {
      LOG.error("{}: {}", target.venue().name(), TELLS_A_KEY);
      return new Attempt.Failed(TELLS_A_KEY, false);
    }
    Reading.Data data = (Reading.Data) reading;
    return new Attempt.Good(
        data.products(), target.venue().frame(body, receivedMicros), receivedMicros);
  }
}
