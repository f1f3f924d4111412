package tributary.feeds.simulator;

import java.util.List;
import java.util.Set;

/**
 * What a simulated market offers to a client.
 *
 * @param products those that are traded
 * @param refused those of them that nobody may have
 * @param last what was sent last of each
 */
public record Offer(List<String> products, Set<String> refused, LastFrames last) {
  public Offer {
    products = List.copyOf(products);
    refused = Set.copyOf(refused);
  }
}
