package tributary.feeds.venues;

import static java.util.stream.Collectors.joining;
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
    String known = Venues.all().stream().map(Venue::name).collect(joining(", "));
    assertEquals("Invalid venue: coinbas (known: " + known + ")", failure.getMessage());
  }
}
