package tributary.feeds.socket;

import java.util.List;
import tributary.core.frame.FrameOrigin;
import tributary.core.frame.Mark;
import tributary.core.frame.MarkJson;
import tributary.feeds.publish.Outlet;

/** Writes down in the stream where something may be missing, for each product of a link. */
final class Marks {
  private final List<String> products;
  private final Outlet outlet;
  private final LinkCounters counters;

  Marks(List<String> products, Outlet outlet, LinkCounters counters) {
    this.products = products;
    this.outlet = outlet;
    this.counters = counters;
  }

  /** Where the process before this one was killed, nobody said that it went. */
  void beginning(long micros) {
    for (String product : products) {
      publish(new Mark.Disconnected(product, "the feed begins"), micros);
    }
  }

  void disconnected(String reason, long micros) {
    for (String product : products) {
      publish(new Mark.Disconnected(product, reason), micros);
      counters.marked();
    }
  }

  void missed(long first, long last, long micros) {
    for (String product : products) {
      publish(new Mark.Missed(product, first, last), micros);
      counters.marked();
    }
  }

  private void publish(Mark mark, long micros) {
    outlet.publish(mark.product(), MarkJson.write(mark), micros, FrameOrigin.FEED);
  }
}
