package tributary.feeds.venues;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tributary.core.spec.Feed;
import tributary.feeds.simulator.http.HttpSimulator;
import tributary.feeds.simulator.http.HttpSimulators;
import tributary.feeds.simulator.http.HttpSimulators.Rules;
import tributary.feeds.simulators.Simulators;
import tributary.feeds.venue.PolledVenue;
import tributary.feeds.venue.Profile;
import tributary.feeds.venue.SocketVenue;
import tributary.feeds.venue.Venue;

class VenuesTest {

  @Test
  void findsEachVenueByItsName() {
    for (Venue venue : Venues.all()) {
      assertSame(venue, Venues.named(venue.name()));
    }
  }

  @Test
  void tellsOfEachVenueWhatPeopleNeedToKnow() {
    for (Venue venue : Venues.all()) {
      Profile profile = venue.profile();
      assertFalse(profile.title().isBlank());
      assertFalse(profile.limits().isEmpty());
      assertFalse(profile.gaps().isBlank());
      List<String> product = List.of(profile.productExample());
      for (Profile.Channel channel : profile.channels()) {
        assertFalse(channel.what().isBlank());
        venue.check(new Feed(venue.name(), product, List.of(channel.name())));
      }
    }
  }

  @Test
  void eachVenueThatSendsHasASimulatorOfItsName() {
    for (Venue venue : Venues.all()) {
      if (venue instanceof SocketVenue) {
        assertEquals(venue.name(), Simulators.named(venue.name()).venue());
      }
    }
  }

  @Test
  void eachVenueThatIsAskedHasASimulatorOfItsName() {
    for (Venue venue : Venues.all()) {
      if (venue instanceof PolledVenue) {
        List<String> products = List.of(venue.profile().productExample());
        try (HttpSimulator simulator =
            HttpSimulators.market(
                venue.name(), 1, products, InstantSource.system(), 1, Rules.none())) {
          assertEquals("http", simulator.start().getScheme());
        }
      }
    }
  }

  @Test
  void namesTheVenuesThatThereAre() {
    Exception failure = assertThrows(IllegalArgumentException.class, () -> Venues.named("coinbas"));
    String known = Venues.all().stream().map(Venue::name).collect(joining(", "));
    assertEquals("Invalid venue: coinbas (known: " + known + ")", failure.getMessage());
    assertTrue(known.startsWith("coinbase-exchange, "), known);
  }
}
