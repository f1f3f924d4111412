package tributary.feeds.venue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a venue's reply with status 200 turns out to be. Only data are published. */
public sealed interface Reading {

  /**
   * What was asked for.
   *
   * @param products those of the poll that the reply tells about; the venue may not know the rest
   */
  record Data(Set<String> products) implements Reading {
    public Data {
      products = Set.copyOf(products);
    }
  }

  /**
   * The venue refuses in its own words. They may hold a secret: redact before they are shown.
   *
   * @param pause how long to make no call at all; empty if other calls may go on
   */
  record Refusal(String words, Optional<Duration> pause) implements Reading {}

  /**
   * Neither: damaged, or something that the venue does not document.
   *
   * @param reason ours, without the venue's words
   */
  record Unusable(String reason) implements Reading {}
}
