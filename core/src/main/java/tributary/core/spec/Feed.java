package tributary.core.spec;

import java.util.List;

/**
 * Which venue to connect to and what to ask it for.
 *
 * @param venue the venue's name in the list of venues, such as {@code coinbase-exchange}
 * @param products instruments in the venue's own spelling
 * @param channels the venue's channels
 */
public record Feed(String venue, List<String> products, List<String> channels) {

  public Feed {
    products = List.copyOf(products);
    channels = List.copyOf(channels);
  }
}
