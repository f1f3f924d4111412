package tributary.feeds.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tributary.feeds.simulator.source.FrameSource;

/**
 * Turns the frames of a source into moves, as the script and the seed will have it. Knows neither
 * clock nor socket. For one thread.
 */
final class Misbehaviour {
  private static final int CERTAIN = 1_000_000;
  private static final int FARTHEST_DUPLICATE = 50;
  private static final int MOST_HELD = 10_000;

  /** A frame kept back until the source has gone that far. */
  private record Held(Frame frame, long position, long micros) {}

  private final FrameSource source;
  private final List<Rule> rules;
  private final SplittableRandom random;
  private final TruthCounter truth;
  private final Deque<Move> ready = new ArrayDeque<>();
  private final List<Held> held = new ArrayList<>();
  private final Dialect dialect;
  private long position;
  private long micros;
  private long toLose;

  Misbehaviour(FrameSource source, Dialect dialect, Script script, long seed, TruthCounter truth) {
    this.source = source;
    this.dialect = dialect;
    this.rules = script.rules();
    this.random = new SplittableRandom(seed);
    this.truth = truth;
  }

  /** The next move; empty when everything has been sent. */
  Optional<Move> next() {
    while (ready.isEmpty()) {
      if (!source.advance()) {
        release(Long.MAX_VALUE, Long.MAX_VALUE);
        break;
      }
      Frame frame = Frame.of(source, dialect);
      position++;
      micros = Math.max(micros, frame.receivedMicros());
      openGaps();
      take(frame);
      release(position, micros);
      moveOn();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void take(Frame frame) {
    if (frame.facts().isControl()) {
      send(frame);
      return;
    }
    Rule.ByChance hit = draw();
    if (toLose > 0) {
      toLose--;
      lose(frame);
    } else if (hit == null) {
      send(frame);
    } else {
      act(hit, frame);
    }
  }

  private Rule.@Nullable ByChance draw() {
    Rule.ByChance hit = null;
    for (Rule rule : rules) {
      if (rule instanceof Rule.ByChance byChance) {
        boolean hits = random.nextInt(CERTAIN) < byChance.chance();
        hit = hit == null && hits ? byChance : hit;
      }
    }
    return hit;
  }

  private void act(Rule.ByChance rule, Frame frame) {
    if (rule instanceof Rule.Drop) {
      lose(frame);
    } else if (rule instanceof Rule.Reorder) {
      hold(frame, position + 1, micros);
    } else if (rule instanceof Rule.Delay delay) {
      hold(frame, position, frame.receivedMicros() + delay.micros());
    } else if (rule instanceof Rule.Duplicate) {
      send(frame);
      hold(frame, position + 1 + random.nextInt(FARTHEST_DUPLICATE), micros);
    } else if (rule instanceof Rule.Huge huge) {
      send(Damage.huge(huge.bytes(), frame.receivedMicros(), dialect));
      send(frame);
    } else if (rule instanceof Rule.Malformed) {
      send(Damage.malformed(frame, random, dialect));
    } else if (rule instanceof Rule.NotUtf8) {
      send(Damage.notUtf8(frame, random, dialect));
    } else if (rule instanceof Rule.Missing missing) {
      send(Damage.without(frame, missing.field(), dialect));
    } else if (rule instanceof Rule.Fragment) {
      send(frame.inFragments());
    }
  }

  private void send(Frame frame) {
    ready.add(new Move.Send(frame));
  }

  private void lose(Frame frame) {
    truth.dropped();
    ready.add(new Move.Lose(frame));
  }

  private void hold(Frame frame, long untilPosition, long untilMicros) {
    if (held.size() == MOST_HELD) {
      send(held.remove(0).frame().receivedAt(micros));
    }
    held.add(new Held(frame, untilPosition, untilMicros));
  }

  /** Sends what was kept back until now; it is then received now, so that time does not go back. */
  private void release(long nowPosition, long nowMicros) {
    Iterator<Held> each = held.iterator();
    while (each.hasNext()) {
      Held next = each.next();
      if (next.position() <= nowPosition && next.micros() <= nowMicros) {
        send(next.frame().receivedAt(Math.max(micros, next.frame().receivedMicros())));
        each.remove();
      }
    }
  }

  private void openGaps() {
    for (Rule rule : rules) {
      if (rule instanceof Rule.Gap gap && gap.position() == position) {
        toLose += gap.frames();
      }
    }
  }

  private void moveOn() {
    for (Rule rule : rules) {
      if (rule instanceof Rule.At at && at.position() == position) {
        ready.add(at.move());
      } else if (rule instanceof Rule.DisconnectEvery every && position % every.frames() == 0) {
        ready.add(new Move.Cut());
      }
    }
  }
}
