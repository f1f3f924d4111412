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
  private long dropped;
  private long connections;

  synchronized void wrote(Frame frame) {
    FrameFacts facts = frame.facts();
    written++;
    bytes += frame.bytes().length;
    kinds.merge(facts.kind(), 1L, Long::sum);
    if (facts.kind() == Kind.TICKER && facts.product() != null) {
      trades.computeIfAbsent(facts.product(), product -> new TradeIds()).add(facts.tradeId());
    }
  }

  /** Takes a frame back that did not arrive and will not be written again; its trade had been. */
  synchronized void lost(Frame frame) {
    written--;
    bytes -= frame.bytes().length;
    kinds.merge(frame.facts().kind(), -1L, Long::sum);
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
        count(Kind.TICKER),
        count(Kind.INCOMPLETE),
        count(Kind.MALFORMED),
        count(Kind.OTHER),
        dropped,
        connections,
        trades.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, ids -> ids.getValue().trades())));
  }

  private long count(Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }
}
