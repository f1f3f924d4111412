package tributary.feeds.repair;

import java.net.URI;
import java.util.List;
import tributary.core.gaps.Gap;
import tributary.feeds.venue.Call;
import tributary.feeds.venue.Limit;
import tributary.feeds.venue.RestBackfill;
import tributary.feeds.venue.Secrets;

/** A venue that may be called often, so that tests of other things than its limits are quick. */
record Hurried(RestBackfill venue) implements RestBackfill {
  static final Limit LIMIT = Limit.perSecond(1_000);

  @Override
  public URI endpoint() {
    return venue.endpoint();
  }

  @Override
  public List<Limit> limits() {
    return List.of(LIMIT);
  }

  @Override
  public int mostTrades() {
    return venue.mostTrades();
  }

  @Override
  public boolean knows(String product) {
    return venue.knows(product);
  }

  @Override
  public Cursor begin(Gap gap) {
    return venue.begin(gap);
  }

  @Override
  public Call call(URI base, Secrets secrets, Gap gap, Cursor cursor) {
    return venue.call(base, secrets, gap, cursor);
  }

  @Override
  public Reply read(Gap gap, Cursor cursor, byte[] body) {
    return venue.read(gap, cursor, body);
  }
}
