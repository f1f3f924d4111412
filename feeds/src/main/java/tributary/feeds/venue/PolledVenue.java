package tributary.feeds.venue;

/** A venue that is asked again and again over HTTP. */
public non-sealed interface PolledVenue extends Venue {}
