package tributary.feeds.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tributary.feeds.simulator.FrameFacts.Kind;

/** Counts what is written. Any thread. */
final class TruthCounter {
  private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
  private final Map<String, TradeIds> trades = new TreeMap<>();
  private long written;
  private long bytes;
  private long rows;
  private long dropped;
  private long connections;

  synchronized void wrote(Frame frame) {
    FrameFacts facts = frame.facts();
    written++;
    bytes += frame.bytes().length;
    kinds.merge(facts.kind(), 1L, Long::sum);
    rows += facts.ids().size();
    if (facts.product() != null) {
      TradeIds ids = trades.computeIfAbsent(facts.product(), product -> new TradeIds());
      facts.ids().forEach(ids::add);
    }
  }

  /** A frame that had been written was written again, with another number in it. */
  synchronized void rewrote(Frame before, Frame after) {
    bytes += after.bytes().length - before.bytes().length;
  }

  /** Takes a frame back that did not arrive and will not be written again; its trade had been. */
  synchronized void lost(Frame frame) {
    written--;
    bytes -= frame.bytes().length;
    kinds.merge(frame.facts().kind(), -1L, Long::sum);
    rows -= frame.facts().ids().size();
  }

  synchronized void dropped() {
    dropped++;
  }

  synchronized void connected() {
    connections++;
  }

  synchronized Truth truth() {
    return new Truth(
        written,
        bytes,
        count(Kind.HEARTBEAT),
        count(Kind.CONTROL),
        count(Kind.DATA),
        rows,
        count(Kind.INCOMPLETE),
        count(Kind.MALFORMED),
        count(Kind.OTHER),
        dropped,
        connections,
        trades.entrySet().stream()
            .filter(ids -> ids.getValue().trades().count() > 0)
            .collect(Collectors.toMap(Map.Entry::getKey, ids -> ids.getValue().trades())));
  }

  private long count(Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }
}
