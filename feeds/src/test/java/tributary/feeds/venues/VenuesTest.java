package tributary.feeds.venues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import tributary.feeds.venue.Venue;

class VenuesTest {

  @Test
  void findsEachVenueByItsName() {
    for (Venue venue : Venues.all()) {
      assertSame(venue, Venues.named(venue.name()));
    }
  }

  @Test
  void namesTheVenuesThatThereAre() {
    Exception failure = assertThrows(IllegalArgumentException.class, () -> Venues.named("coinbas"));
    assertEquals(
        "Invalid venue: coinbas (known: coinbase-exchange, coingecko, alpha-vantage)",
        failure.getMessage());
  }
}
