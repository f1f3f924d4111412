package tributary.feeds.socket;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tributary.feeds.venue.FrameKind;

/**
 * Which of the products asked for on one connection the venue has confirmed: by listing them in an
 * ack, whatever it calls the channel there, or by sending something of them. Any thread.
 */
final class Subscriptions {
  private final Set<String> unconfirmed;
  private final int asked;
  private boolean acked;
  private boolean listed;

  Subscriptions(List<String> products) {
    this.unconfirmed = new LinkedHashSet<>(products);
    this.asked = unconfirmed.size();
  }

  /**
   * @param namesProducts whether the venue's acks name the products that they confirm
   */
  synchronized void ack(FrameKind.Ack ack, boolean namesProducts) {
    acked = true;
    if (!namesProducts) {
      unconfirmed.clear();
      return;
    }
    ack.channels().values().forEach(this::confirm);
    confirm(ack.heartbeats());
  }

  private void confirm(Set<String> products) {
    listed |= !products.isEmpty();
    unconfirmed.removeAll(products);
  }

  synchronized void heard(String product) {
    if (!unconfirmed.isEmpty()) {
      unconfirmed.remove(product);
    }
  }

  /** The products not confirmed until now. */
  synchronized List<String> missing() {
    return new ArrayList<>(unconfirmed);
  }

  /** Whether the venue answered that nothing is subscribed, and sent nothing. */
  synchronized boolean isNothing() {
    return acked && !listed && asked > 0 && unconfirmed.size() == asked;
  }
}
