package tributary.feeds.socket;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.feeds.publish.Outlet;
import tributary.feeds.venue.FrameKind;
import tributary.feeds.venue.Heard;
import tributary.feeds.venue.SocketVenue;
import tributary.feeds.venue.SocketVenue.Heartbeats;

/**
 * What one connection has heard: publishes each frame, and knows what should have come by now.
 * Frames are taken by one thread at a time; any thread may ask.
 */
final class Hearing {
  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  private static final long LONG_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After so long, or so many frames, what ended a connection is not what met it at once. */
  private static final long FRUITFUL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long FRUITFUL_FRAMES = 1_000;
  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(10);

  private final FeedTarget target;
  private final FeedSettings settings;
  private final Outlet outlet;
  private final Marks marks;
  private final ReceiveClock clock;
  private final LongSupplier nanos;
  private final LinkCounters counters;
  private final Heartbeats heartbeats;
  private final boolean namesWhatItAcks;
  private final HeartbeatWatch watch;
  private final Pulse pulse;
  private final Subscriptions subscriptions;
  private final Numbering numbering = new Numbering();
  private final long begunNanos;
  private volatile boolean answered;
  private volatile boolean leaving;
  private volatile long answeredNanos;
  private volatile long lastMicros;
  private volatile long frames;

  Hearing(
      FeedTarget target,
      FeedSettings settings,
      Outlet outlet,
      Marks marks,
      ReceiveClock clock,
      LongSupplier nanos,
      LinkCounters counters) {
    SocketVenue venue = target.venue();
    this.target = target;
    this.settings = settings;
    this.outlet = outlet;
    this.marks = marks;
    this.clock = clock;
    this.nanos = nanos;
    this.counters = counters;
    this.heartbeats = venue.heartbeats(target.request());
    this.namesWhatItAcks = venue.namesWhatItAcks();
    this.begunNanos = nanos.getAsLong();
    this.watch = new HeartbeatWatch(settings.heartbeatTimeout(), begunNanos);
    this.pulse = new Pulse(settings.heartbeatTimeout(), begunNanos);
    this.subscriptions = new Subscriptions(target.request().products());
  }

  /** Takes a whole frame. */
  void receive(byte[] frame) {
    long receivedMicros = clock.stampMicros();
    long receivedNanos = nanos.getAsLong();
    lastMicros = receivedMicros;
    Heard heard = target.venue().classify(frame);
    FrameKind kind = heard.kind();
    answer(kind, receivedNanos);
    if (heard.sequence() >= 0) {
      number(heard.sequence(), receivedMicros);
    }
    outlet.publish(kind.product(), frame, receivedMicros);
    long now = nanos.getAsLong();
    note(kind, now);
    if (now - receivedNanos >= LONG_WAIT_NANOS) {
      excuse(now); // there was no room, so the silence was ours
    }
    counters.frame(kind, frame.length, receivedMicros, receivedNanos); // who counts sees the rest
  }

  /** Before the frame waits for room, which may last longer than the venue has to answer. */
  private void answer(FrameKind kind, long now) {
    if (kind instanceof FrameKind.Ack ack) {
      subscriptions.ack(ack, namesWhatItAcks);
      if (heartbeats == Heartbeats.PRODUCT) {
        watch.expect(ack.heartbeats(), now);
      }
      LOG.debug("{} confirms {}", target.venue().name(), ack.channels());
    }
    if (!answered && !(kind instanceof FrameKind.Refusal)) {
      excuse(now);
      answeredNanos = now;
      answered = true;
      counters.live(subscriptions);
    }
  }

  private void number(long sequence, long receivedMicros) {
    long missing = numbering.missingBefore(sequence);
    if (missing != Numbering.NOTHING) {
      counters.missed(sequence - missing);
      marks.missed(missing, sequence - 1, receivedMicros);
    } else if (numbering.wentBack()) {
      counters.wentBack();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // frames are taken by one thread at a time
  private void note(FrameKind kind, long now) {
    frames++;
    pulse.alive(now);
    if (kind instanceof FrameKind.Heartbeat heartbeat) {
      watch.heartbeat(heartbeat.product(), now);
      return;
    }
    watch.frame(now);
    if (kind instanceof FrameKind.Data data) {
      subscriptions.heard(data.product());
    } else if (kind instanceof FrameKind.Refusal refusal) {
      LOG.warn("{} refuses: {}", target.venue().name(), refusal.text());
    } else if (kind instanceof FrameKind.Closing closing) {
      LOG.info("{} is about to end the connection: {}", target.venue().name(), closing.text());
      leaving = true;
    }
  }

  private void excuse(long now) {
    watch.excuse(now);
    pulse.alive(now);
  }

  /** Something came that is no whole frame: a part of one, a ping or a pong. */
  void alive() {
    long now = nanos.getAsLong();
    watch.frame(now);
    pulse.alive(now);
  }

  /** A message was not taken. It has its time too, or the next one would get it. */
  void refused(String reason) {
    lastMicros = clock.stampMicros();
    counters.refused(reason);
  }

  /** Whether a ping is to be sent now, to learn whether anybody is there. */
  boolean wantsPing(long now) {
    return answered && heartbeats == Heartbeats.NONE && pulse.wantsPing(now);
  }

  /** What must have come by now and has not, if anything. */
  Optional<String> overdue(long now) {
    long deadline = settings.subscribeDeadline().toNanos();
    if (!answered) {
      return now - begunNanos < deadline
          ? Optional.empty()
          : Optional.of("no ack within " + settings.subscribeDeadline().toMillis() + " ms");
    }
    if (now - answeredNanos >= deadline && subscriptions.isNothing()) {
      return Optional.of("nothing was subscribed");
    }
    return heartbeats == Heartbeats.NONE ? pulse.silence(now) : watch.silence(now);
  }

  /** Whether the venue has answered, and not with errors only. */
  boolean isLive() {
    return answered;
  }

  /** Whether it has been live for that long. */
  boolean isLiveFor(long duration, long now) {
    return answered && now - answeredNanos >= duration;
  }

  /** Whether it went well for long enough that the next may be tried at once. */
  boolean isFruitful(long now) {
    return answered && (frames >= FRUITFUL_FRAMES || isLiveFor(FRUITFUL_NANOS, now));
  }

  /** Whether the venue will end the connection soon. */
  boolean isLeaving(long now) {
    return leaving
        || target
            .venue()
            .longestConnection()
            .filter(longest -> now - begunNanos >= longest.minus(margin(longest)).toNanos())
            .isPresent();
  }

  private static Duration margin(Duration longest) {
    Duration tenth = longest.dividedBy(10);
    return tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
  }

  /** When the last message came, microseconds since the epoch. */
  long lastMicros() {
    return lastMicros;
  }
}
